/** The name of every page and what one does there; also written into the start page, so that it is seen at once. */
export const HEADS = {
  start: {
    name: "Start",
    lead: "From an article to a brief one can defend: paste what was written, look over what was found, see what follows and on whose words it rests.",
  },
  reader: {
    name: "Reader",
    lead: "What was said, by whom, to whom, in the words themselves. Accept, correct or reject each statement; every answer rests on these.",
  },
  review: {
    name: "Review",
    lead: "Who is in it, what each can do, and what each wants first: say that it is right, or put it right. The words stand beside each line.",
  },
  parties: {
    name: "Parties & attitudes",
    lead: "Who speaks how of whom. A sign is read off the acts of a party’s own words and reported deeds; others’ readings are shown but do not count.",
  },
  model: {
    name: "Model",
    lead: "Who can do what, what cannot be, and what each party wants, most important first. Changes are saved as you make them.",
  },
  outcomes: {
    name: "Outcomes",
    lead: "States in which every party would stay. “Starts”: improvements lead there from today. “Holds”: stable once there.",
  },
  depends: {
    name: "What it depends on",
    lead: "Which attitudes, wishes and assumptions carry the outcome. Move the sliders: the map follows.",
  },
  brief: {
    name: "Brief",
    lead: "Composed from the documents and the model: what follows, what it turns on, and on whose words each line rests. Reword any line; your wording stays and is marked. Save it in the format you need.",
  },
} as const;

/** The formats that a brief is saved in, and their names. */
export const FORMATS: readonly (readonly [string, string])[] = [["html", "HTML"], ["pdf", "PDF"], ["docx", "DOCX"], ["md", "Markdown"], ["page", "HTML with the sources beside"]];
