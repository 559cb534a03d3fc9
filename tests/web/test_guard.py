"""The guard: every refusal of the table of threats, and nothing refused to the user."""

from __future__ import annotations

from typing import Any

import pytest
from asking import PORT, TOKEN, Client, ask
from hypothesis import given
from hypothesis import strategies as st

from detente.web.app import create_app, guarded
from detente.web.guard import HEADERS, MAX_BODY, POLICY, Guard
from detente.web.workspace import Workspace

HOST = f"127.0.0.1:{PORT}"
OWN = f"http://{HOST}"
COOKIE = f"detente-{PORT}={TOKEN}"


async def reached(_scope: Any, receive: Any, send: Any) -> None:
    """An application that answers everything, so that only the guard can refuse."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass
    status = 200 if message["type"] == "http.request" else 499
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"reached"})


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard(reached, token=TOKEN, port=PORT)


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_own_hosts_are_served(guard: Guard, host: str) -> None:
    assert ask(guard, headers={"Host": host, "Cookie": COOKIE}).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"evil.example:{PORT}", f"127.0.0.1:{PORT}@evil.example", "127.0.0.1", "127.0.0.1:1",
        f"127.0.0.1:{PORT}.evil.example", f"127.0.0.1.evil.example:{PORT}", f"localhost.evil.example:{PORT}",
        f"127.0.0.2:{PORT}", f"0.0.0.0:{PORT}", f"[::]:{PORT}", f" {HOST}", f"{HOST} ", f"{HOST}/x", f"{HOST}\n", "",
        f"LOCALHOST:{PORT}", f"127.0.0.1:{PORT}0", f"127.0.0.1:0{PORT}9", f"2130706433:{PORT}", f"127.1:{PORT}",
    ],
)  # fmt: skip
def test_other_hosts_are_refused(guard: Guard, host: str) -> None:
    assert ask(guard, headers={"Host": host, "Cookie": COOKIE}).status == 403


def test_a_host_given_twice_or_not_at_all_is_refused(guard: Guard) -> None:
    assert ask(guard, headers=[("Host", HOST), ("Host", HOST), ("Cookie", COOKIE)]).status == 403
    assert ask(guard, headers={"Cookie": COOKIE}).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": f"detente-{PORT}=wrong"},
        {"Cookie": f"detente-{PORT + 1}={TOKEN}"},
        {"Cookie": f"detente-{PORT}="},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer"},
        {"Cookie": COOKIE, "Authorization": "Bearer wrong"},
    ],
)
def test_without_the_token_nothing_is_answered(guard: Guard, headers: dict[str, str]) -> None:
    answer = ask(guard, path="/api/dossier", headers={"Host": HOST, **headers})
    assert answer.status == 401
    assert b"reached" not in answer.body


def test_every_route_needs_the_token(workspace: Workspace) -> None:
    app = guarded(workspace, token=TOKEN, port=PORT)
    routes = create_app(workspace).openapi()["paths"]
    assert len(routes) > 30
    for path, methods in routes.items():
        for method in methods:
            answer = ask(
                app,
                method.upper(),
                path.replace("{", "").replace("}", ""),
                {"Host": HOST, "Origin": OWN},
            )
            assert answer.status == 401, (method, path)
    for path in ("/", "/index.html", "/icon.svg", "/assets/index.js", "/api/openapi.json", "/docs"):
        assert ask(app, "GET", path, {"Host": HOST}).status == 401


def test_the_first_address_sets_a_cookie_and_is_cleaned(guard: Guard) -> None:
    answer = ask(guard, query=f"token={TOKEN}", headers={"Host": HOST})
    assert answer.status == 303
    assert answer.headers["location"] == "/"
    assert answer.headers["set-cookie"] == f"{COOKIE}; HttpOnly; SameSite=Strict; Path=/"
    for bad in (f"token={TOKEN}x", "token=", f"token={TOKEN}&token={TOKEN}", "tok=1", "token=%ff"):
        assert ask(guard, query=bad, headers={"Host": HOST}).status == 401
    assert (
        ask(guard, path="/api/dossier", query=f"token={TOKEN}", headers={"Host": HOST}).status
        == 401
    )
    assert ask(guard, query=f"token={TOKEN}", headers={"Host": "evil.example"}).status == 403


JSON = {"Content-Type": "application/json", "Content-Length": "2"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": OWN, **JSON}, 200),
        ({"Sec-Fetch-Site": "same-origin", **JSON}, 200),
        ({"Sec-Fetch-Site": "none", **JSON}, 200),
        ({"Origin": OWN, "Content-Type": "application/octet-stream", "Content-Length": "2"}, 200),
        ({"Origin": OWN, "Content-Type": "application/json; charset=utf-8", "Content-Length": "2"}, 200),
        ({"Origin": "http://evil.example", **JSON}, 403),
        ({"Origin": f"https://{HOST}", **JSON}, 403),
        ({"Origin": f"http://127.0.0.1:{PORT + 1}", **JSON}, 403),
        ({"Origin": f"http://localhost:{PORT}", **JSON}, 403),
        ({"Origin": "null", **JSON}, 403),
        ({"Origin": "", **JSON}, 403),
        ({"Sec-Fetch-Site": "cross-site", **JSON}, 403),
        ({"Sec-Fetch-Site": "same-site", **JSON}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OWN, **JSON}, 403),
        (JSON, 403),
        ({"Origin": OWN, "Content-Type": "text/plain", "Content-Length": "2"}, 415),
        ({"Origin": OWN, "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "2"}, 415),
        ({"Origin": OWN, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": "2"}, 415),
        ({"Origin": OWN, "Content-Length": "2"}, 415),
        ({"Origin": OWN, "Transfer-Encoding": "chunked"}, 415),
        ({"Origin": OWN, **JSON, "Content-Length": str(MAX_BODY + 1)}, 413),
        ({"Origin": OWN, **JSON, "Content-Length": "-1"}, 413),
        ({"Origin": OWN, **JSON, "Content-Length": "9" * 30}, 413),
    ],
)  # fmt: skip
def test_changes_come_from_the_workbench_alone(
    guard: Guard, headers: dict[str, str], status: int
) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = ask(
            guard, method, "/api/model", {"Host": HOST, "Cookie": COOKIE, **headers}, body=b"{}"
        )
        assert answer.status == status, method


def test_scripts_use_a_bearer_token(guard: Guard) -> None:
    headers = {"Host": HOST, "Authorization": f"Bearer {TOKEN}", **JSON}
    assert ask(guard, "POST", "/api/model", headers, body=b"{}").status == 200
    headers["Origin"] = "http://evil.example"
    assert ask(guard, "POST", "/api/model", headers, body=b"{}").status == 403


def test_other_sites_cannot_read_but_may_link(guard: Guard) -> None:
    foreign = {"Host": HOST, "Cookie": COOKIE, "Sec-Fetch-Site": "cross-site"}
    assert ask(guard, path="/api/dossier", headers=foreign).status == 403
    visit = foreign | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert ask(guard, path="/", headers=visit).status == 200
    assert ask(guard, path="/api/dossier", headers=visit).status == 403
    assert ask(guard, path="/", headers=visit | {"Sec-Fetch-Dest": "iframe"}).status == 403


def test_web_sockets_are_refused(guard: Guard) -> None:
    headers = {"Host": HOST, "Cookie": COOKIE, "Origin": OWN}
    assert ask(guard, path="/ws", headers=headers, kind="websocket").body == b"websocket.close"


def test_a_body_that_grows_is_cut_off(guard: Guard) -> None:
    headers = {"Host": HOST, "Cookie": COOKIE, "Origin": OWN, **JSON}
    assert ask(guard, "POST", "/x", headers, body=b"x" * (MAX_BODY + 1)).status == 413


@pytest.mark.parametrize("status", ["served", "refused", "stranger"])
def test_every_answer_carries_the_policy(guard: Guard, status: str) -> None:
    headers = {"Host": HOST, "Accept": "text/html"}
    if status == "served":
        headers["Cookie"] = COOKIE
    if status == "refused":
        headers["Host"] = "evil.example"
    answer = ask(guard, headers=headers)
    for name, value in HEADERS:
        assert answer.headers[name.decode()] == value.decode()
    assert answer.headers["content-security-policy"] == POLICY
    assert "set-cookie" not in answer.headers


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["host", "origin", "cookie", "authorization", "sec-fetch-site", "content-type", "content-length", "x"]),
            st.one_of(
                st.sampled_from([HOST, OWN, COOKIE, "same-origin", "application/json", "0", "evil.example"]),
                st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
            ),
        ),
        max_size=8,
    ),
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
)  # fmt: skip
def test_nothing_passes_without_host_and_token(headers: list[tuple[str, str]], method: str) -> None:
    answer = ask(Guard(reached, token=TOKEN, port=PORT), method, "/api/x", headers)
    if answer.status == 200:
        assert [value for name, value in headers if name == "host"] == [HOST]
        given = [value for name, value in headers if name in ("cookie", "authorization")]
        assert any(TOKEN in value for value in given)
        assert not any(name == "origin" and value != OWN for name, value in headers)
    else:
        assert answer.status in (400, 401, 403, 413, 415)


def test_the_built_pages_are_small_and_ask_nobody_else() -> None:
    import gzip
    from importlib.resources import files

    root = files("detente.web").joinpath("static")
    index = root.joinpath("index.html").read_text(encoding="utf-8")
    assets = {path.name: path.read_bytes() for path in root.joinpath("assets").iterdir()}
    style = assets.pop("style.css")
    assert "/assets/index.js" in index
    assert "/assets/style.css" in index
    assert "<script>" not in index
    assert "style=" not in index
    packed = {name: len(gzip.compress(data)) for name, data in assets.items()}
    # Pages are fetched when they are opened: what every one of them needs is small, and so is each.
    assert packed["index.js"] + packed["shared.js"] <= 60_000
    assert max(packed.values()) <= 40_000
    assert len(gzip.compress(style)) <= 20_000
    for data in (*assets.values(), style, index.encode()):
        for address in (b"https://", b"http://"):
            for part in data.split(address)[1:]:
                assert part.startswith((b"www.w3.org/", b"svelte.dev/e/")) or part[:1] in b'"`', (
                    part[:60]
                )


def test_only_what_is_built_in_stands_in_the_start_page(workspace: Workspace) -> None:
    import base64
    import hashlib
    import re

    text = Client(create_app(workspace)).get("/").text
    policy = guarded(workspace, token=TOKEN, port=PORT).headers[0][1].decode()
    allowed = {}
    for tag in ("script", "style"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        allowed[f"{tag}-src"] = f"'self' 'sha256-{digest}'"
    given = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert {name: given[name] for name in allowed} == allowed
    assert policy.startswith(POLICY)
    assert "unsafe" not in policy


def test_the_pages_never_write_markup_from_data() -> None:
    from pathlib import Path

    sources = Path(__file__).resolve().parents[2] / "frontend" / "src"
    for path in sources.rglob("*.svelte"):
        text = path.read_text(encoding="utf-8")
        assert "{@html" not in text, path
        assert " style=" not in text, path


def test_the_pages_are_kept_by_the_browser_only_under_their_fingerprint(
    workspace: Workspace,
) -> None:
    import re

    client = Client(create_app(workspace))
    start = client.get("/")
    assert start.headers["cache-control"] == "no-cache"
    marked = re.findall(r'"(/[\w./-]+\?v=[0-9a-f]{16})"', start.text)
    assert len(marked) == 2
    for path in marked:
        answer = client.get(path)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "gzip"
        plain = client.get(path, headers={"accept-encoding": "identity"})
        assert plain.content == answer.content
        again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = path.partition("?")[0]
        assert client.get(f"{other}?v=0").headers["cache-control"] == "no-cache"


def test_a_body_in_pieces_without_a_length_is_refused_by_the_application_too(
    workspace: Workspace,
) -> None:
    app = guarded(workspace, token=TOKEN, port=PORT)
    headers = {"Host": HOST, "Cookie": COOKIE, "Origin": OWN, "Transfer-Encoding": "chunked"}
    for path, kind, query in (
        ("/api/upload", "application/octet-stream", "name=a.txt"),
        ("/api/documents", "application/json", ""),
    ):
        given = headers | {"Content-Type": kind}
        answer = ask(app, "POST", path, given, body=b"1" * (MAX_BODY + 1), query=query)
        assert answer.status == 413
        assert b"too large" in answer.body
