"use strict";
(() => {
  const list = document.getElementById("list");
  const controls = document.getElementById("controls");
  const rows = [...list.children].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    action: element.dataset.action,
    fates: [...element.querySelectorAll(".fate")].map((each) => each.textContent),
    order: Number(element.dataset.order),
    number: Number(element.dataset.number),
    severity: -Number(element.dataset.severity),
    day: element.dataset.day || "9999",
    name: element.querySelector(".name").textContent.toLowerCase(),
  }));
  const field = (id) => document.getElementById(id);
  const offer = (select, values) => {
    for (const value of [...new Set(values)].filter(Boolean)) {
      select.append(new Option(value, value));
    }
    select.parentElement.hidden = select.options.length < 2;
  };
  offer(field("action"), [...rows.map((row) => row.action), "nothing to do"]);
  offer(field("fate"), rows.flatMap((row) => row.fates));

  const fits = (row, words, action, fate) =>
    words.every((word) => row.text.includes(word)) &&
    (!action || row.action === action || (action === "nothing to do" && !row.action)) &&
    (!fate || row.fates.includes(fate));

  const filter = () => {
    const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const action = field("action").value;
    const fate = field("fate").value;
    let count = 0;
    for (const row of rows) {
      const shown = fits(row, words, action, fate);
      row.element.hidden = !shown;
      count += shown;
    }
    field("count").textContent = `${count} of ${rows.length} endnotes`;
  };

  const sort = () => {
    const key = field("sort").value;
    rows.sort((one, other) =>
      one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : one.order - other.order);
    list.append(...rows.map((row) => row.element));
  };

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  list.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    const text = button.closest(".both").querySelector(".mended").textContent;
    const done = await copied(text);
    const words = button.firstChild;
    words.textContent = done ? "Copied the endnote" : "Could not copy; select the text";
    button.focus();
    setTimeout(() => { words.textContent = "Copy the corrected endnote"; }, 2000);
  });

  let waiting;
  field("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  field("action").addEventListener("change", filter);
  field("fate").addEventListener("change", filter);
  field("sort").addEventListener("change", sort);
  controls.addEventListener("submit", (event) => event.preventDefault());
  for (const button of list.querySelectorAll("button.copy")) button.hidden = false;
  controls.hidden = false;
  filter();
})();
