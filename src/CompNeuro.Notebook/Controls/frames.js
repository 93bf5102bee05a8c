for (const panel of document.querySelectorAll(".frames:not([data-live])")) {
  panel.dataset.live = "";
  const labels = [...panel.querySelectorAll(":scope > p > label")];
  const frames = panel.querySelectorAll(":scope > template");
  const texts = labels.map((label) => JSON.parse(label.dataset.values));
  const place = labels.map(() => 0);
  const draw = () => {
    let frame = 0;
    labels.forEach((_, i) => { frame = frame * texts[i].length + place[i]; });
    panel.querySelector(":scope > .frame").replaceChildren(frames[frame].content.cloneNode(true));
  };
  labels.forEach((label, i) => {
    const control = label.querySelector("input, select, button");
    const read = () => {
      place[i] = control.type === "checkbox" ? Number(control.checked) : control.selectedIndex ?? Number(control.value);
      if (control.type === "range") {
        label.querySelector("output").textContent = texts[i][place[i]];
        control.setAttribute("aria-valuetext", texts[i][place[i]]);
      }
    };
    if (control.type === "button") {
      control.addEventListener("click", () => { place[i] = (place[i] + 1) % texts[i].length; draw(); });
    } else {
      read();
      control.addEventListener("input", () => { read(); draw(); });
    }
  });
  panel.querySelector("p").hidden = false;
}
