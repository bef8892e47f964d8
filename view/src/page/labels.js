// Names of markers, as text over the picture.

const makeLabels = (run) => {
  const texts = run.markers.map(({ name, color }) => {
    const text = document.createElement('span');
    text.textContent = name;
    text.style.setProperty('--tint', `rgb(${color.slice(0, 3).join(' ')})`);
    element('labels').append(text);
    return text;
  });
  const move = (view, width, height) => run.markers.forEach(({ name, position, radius }, i) => {
    const at = project(view, add(position, [0, 0, 1.1 * radius]));
    const seen = name !== '' && at.w > 0 && Math.abs(at.x) < 1.1 && Math.abs(at.y) < 1.1;
    texts[i].hidden = !seen;
    if (!seen) return;
    const half = texts[i].offsetWidth / 2 + 6;
    const [x, y] = [clamp((0.5 + 0.5 * at.x) * width, half, width - half), (0.5 - 0.5 * at.y) * height];
    texts[i].style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -100%)`;
  });
  return { move };
};
