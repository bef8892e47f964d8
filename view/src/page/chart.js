// Curves beside the picture, drawn as SVG.

const SIZE = { width: 340, height: 190 };
const EDGE = { left: 46, right: 12, top: 10, bottom: 26 };

const svg = (name, attributes, parent) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
};

// the place of a line's k-th value
const placeAt = (chart, run, k) => (chart.places === null ? k * run.timestep : chart.places[k]);

// from the values to the picture, and back along the axis
const scalesOf = (chart, run) => {
  const points = Math.max(0, ...chart.lines.map((line) => line.values.length));
  let [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { values } of chart.lines) for (const y of values) [low, high] = [Math.min(low, y), Math.max(high, y)];
  for (let k = 0; k < points; k++) {
    const x = placeAt(chart, run, k);
    [left, right] = [Math.min(left, x), Math.max(right, x)];
  }
  if (points === 0) [low, high, left, right] = [1, 10, 0, 1];
  if (left === right) [left, right] = [left - 1, right + 1];
  [low, high] = chart.logarithmic ? decadesAround(low, high) : roomAround(low, high);
  const level = chart.logarithmic ? Math.log10 : (y) => y;
  const [width, height] = [SIZE.width - EDGE.left - EDGE.right, SIZE.height - EDGE.top - EDGE.bottom];
  return {
    low, high, left, right,
    x: (x) => EDGE.left + (width * (x - left)) / (right - left),
    y: (y) => EDGE.top + (height * (level(high) - level(y))) / (level(high) - level(low)),
    back: (x) => left + ((x - EDGE.left) * (right - left)) / width,
  };
};

const roomAround = (low, high) => {
  const room = 0.06 * (high - low) || 0.5 * Math.abs(high) || 1;
  return [low - room, high + room];
};

const decadesAround = (low, high) => {
  const [a, b] = [Math.floor(Math.log10(low) + 0.05), Math.ceil(Math.log10(high) - 0.05)];
  return [Math.min(Math.pow(10, a), low), Math.max(Math.pow(10, Math.max(b, a + 1)), high)];
};

const drawAxes = (picture, chart, scales) => {
  const { low, high, left, right } = scales;
  const [bottom, end] = [SIZE.height - EDGE.bottom, SIZE.width - EDGE.right];
  const rows = chart.logarithmic ? decadesOf(low, high, 5) : ticksOf(low, high, 6);
  for (const y of rows) {
    svg('path', { class: 'grid', d: `M${EDGE.left} ${scales.y(y)}H${end}` }, picture);
    svg('text', { class: 'row', x: EDGE.left - 6, y: scales.y(y) }, picture).textContent = short(y);
  }
  svg('path', { class: 'axis', d: `M${EDGE.left} ${bottom}H${end}` }, picture);
  for (const x of ticksOf(left, right, 5)) {
    svg('path', { class: 'axis', d: `M${scales.x(x)} ${bottom}v3.5` }, picture);
    svg('text', { class: 'column', x: scales.x(x), y: bottom + 15 }, picture).textContent = short(x);
  }
};

const drawLines = (picture, chart, run, scales) => {
  for (const { values, color } of chart.lines) {
    const points = Array.from(values, (y, k) => `${scales.x(placeAt(chart, run, k)).toFixed(2)},${scales.y(y).toFixed(2)}`);
    const stroke = `rgb(${color.slice(0, 3).join(' ')})`;
    svg('polyline', { class: 'curve', points: points.join(' '), stroke }, picture);
    if (values.length !== 1) continue;
    const [cx, cy] = points[0].split(',');
    svg('circle', { r: 2.5, cx, cy, fill: stroke }, picture);
  }
};

// the value of a line nearest to a place
const valueNear = (chart, run, { values }, x) => {
  let best = 0;
  if (chart.places === null) best = clamp(Math.round(x / run.timestep), 0, values.length - 1);
  else chart.places.forEach((place, k) => { if (Math.abs(place - x) < Math.abs(chart.places[best] - x)) best = k; });
  return { y: values[best], x: placeAt(chart, run, best) };
};

// names of the lines, and beside each its value where the cursor is
const makeLegend = (chart, run, box) => {
  const legend = document.createElement('ul');
  const values = chart.lines.map(({ name, color }) => {
    const [item, value] = [document.createElement('li'), document.createElement('b')];
    item.style.setProperty('--tint', `rgb(${color.slice(0, 3).join(' ')})`);
    item.append(name, ' ', value);
    legend.append(item);
    return value;
  });
  box.append(legend);
  return (x) => values.forEach((value, i) => {
    const has = x !== null && chart.lines[i].values.length > 0;
    value.textContent = has ? short(valueNear(chart, run, chart.lines[i], x).y) : '';
  });
};

// A chart in a card; `seek` is told the time that is pressed on, `show` moves the cursor to a time.
const makeChart = (chart, run, seek) => {
  const box = document.createElement('figure');
  const title = document.createElement('figcaption');
  const over = document.createElement('small');
  over.textContent = `over ${chart.axis ?? 'time [s]'}`;
  title.append(chart.title, ' ', over);
  box.append(title);
  const scales = scalesOf(chart, run);
  const picture = svg('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}` }, box);
  drawAxes(picture, chart, scales);
  drawLines(picture, chart, run, scales);
  const cursor = svg('path', { class: 'cursor' }, picture);
  const tell = makeLegend(chart, run, box);
  const isTime = chart.places === null;

  const put = (x) => {
    const inside = x !== null && x >= scales.left && x <= scales.right;
    cursor.setAttribute('d', inside ? `M${scales.x(x)} ${EDGE.top}V${SIZE.height - EDGE.bottom}` : '');
    tell(inside ? x : null);
  };
  const under = (event) => {
    const { left, width } = picture.getBoundingClientRect();
    return scales.back(((event.clientX - left) / width) * SIZE.width);
  };
  picture.addEventListener('pointermove', (event) => {
    if (!isTime) put(clamp(under(event), scales.left, scales.right));
    else if (event.buttons & 1) seek(under(event));
  });
  picture.addEventListener('pointerleave', () => { if (!isTime) put(null); });
  picture.addEventListener('pointerdown', (event) => { if (isTime) seek(under(event)); });
  picture.classList.toggle('time', isTime);
  return { box, take: chart.take, show: (time) => { if (isTime) put(time); } };
};
