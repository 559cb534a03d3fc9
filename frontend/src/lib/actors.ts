/** Actors as they are typed and chosen: by name; by id only where a name would not tell them apart. */
interface Actor { id: string; name: string }

/** How an actor is written in a field, in which commas part several. */
export function calledOf(id: string, actors: Actor[]): string {
  const name = actors.find((actor) => actor.id === id)?.name ?? id;
  return name.includes(",") || actors.filter((actor) => actor.name === name).length > 1 ? id : name;
}

/** The id of whom a field names; what is written, where that is nobody known. */
export function actorOf(written: string, actors: Actor[]): string {
  const text = written.trim();
  return actors.find((actor) => calledOf(actor.id, actors) === text)?.id ?? text;
}
