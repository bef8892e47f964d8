// Buttons, the slider and what is written around the picture.

const makeControls = (viewer) => {
  const { run, player } = viewer;
  element('name').textContent = run.name;
  element('note').textContent = run.note;
  fill('speed', SPEEDS.map((speed) => [speed, `${speed}×`]));
  fill('take', run.takes.map(({ name }, i) => [i, name || `take ${i + 1}`]));
  fill('follow', [['', 'nothing'], ...run.bodies.map((name, i) => [i, name || `body ${i}`])]);
  element('take').parentElement.hidden = run.takes.length < 2;
  element('follow').parentElement.hidden = run.bodies.length === 0;
  element('toggle-charts').hidden = run.charts.length === 0;

  press('play', () => playOrPause(player), viewer);
  press('back', () => step(player, -1), viewer);
  press('on', () => step(player, 1), viewer);
  press('home', () => viewer.home(), viewer);
  press('toggle-trails', () => { viewer.trails = !viewer.trails; }, viewer);
  press('toggle-charts', () => viewer.toggleCharts(), viewer);
  press('toggle-help', () => document.body.classList.toggle('help'), viewer);
  press('help', () => document.body.classList.remove('help'), viewer);
  choose('speed', (value) => { player.speed = Number(value); }, viewer);
  choose('take', (value) => viewer.choose(Number(value)), viewer);
  choose('follow', (value) => viewer.follow(value === '' ? null : Number(value)), viewer);
  element('scrub').addEventListener('input', (event) => {
    player.playing = false;
    seek(player, Math.round(Number(event.target.value)));
    viewer.changed();
  });
};

const fill = (id, options) => {
  for (const [value, text] of options) element(id).append(new Option(text, value));
};

const press = (id, act, viewer) => element(id).addEventListener('click', () => {
  act();
  viewer.changed();
});

const choose = (id, act, viewer) => element(id).addEventListener('change', ({ target }) => {
  act(target.value);
  target.blur();
  viewer.changed();
});

// writes what the viewer shows
const showControls = (viewer) => {
  const { run, player } = viewer;
  const last = lastOf(player);
  const [scrub, time] = [element('scrub'), timeOf(player)];
  scrub.max = last;
  scrub.value = player.moment;
  scrub.style.setProperty('--part', last > 0 ? player.moment / last : 0);
  scrub.setAttribute('aria-valuetext', `${time.toFixed(2)} s`);
  const digits = clamp(Math.ceil(-Math.log10(run.timestep) - 1e-9), 1, 4);
  element('time').textContent = time.toFixed(digits);
  element('duration').textContent = (last * run.timestep).toFixed(digits);
  const frame_ = Math.floor(player.moment + 1e-6);
  element('frame').textContent = player.take.frames > 0 ? `frame ${frame_} of ${last}` : 'no frames';
  element('play').classList.toggle('playing', player.playing);
  element('play').title = player.playing ? 'Pause (space)' : 'Play (space)';
  if (document.activeElement !== element('speed')) element('speed').value = player.speed;
  element('take').value = takeIndex(player);
  element('follow').value = viewer.followed ?? '';
  element('toggle-trails').classList.toggle('set', viewer.trails);
  element('toggle-charts').classList.toggle('set', document.body.classList.contains('charts'));
  element('scale').textContent = run.planes.length > 0 ? `grid ${short(cellOf(viewer.camera))} m` : '';
  showBody(viewer);
};

// where the followed body is, and how fast
const showBody = ({ run, player, followed }) => {
  const readout = element('readout');
  readout.hidden = followed === null || player.take.frames === 0;
  if (readout.hidden) return;
  const { position } = poseOf(run, player.take, player.moment, followed);
  const numbers = position.map((x) => x.toFixed(3).replace('-', '−'));
  const speed = speedOf(run, player.take, player.moment, followed).toFixed(2);
  const cells = [run.bodies[followed], ...['x', 'y', 'z'].map((axis, i) => `${axis} ${numbers[i]}`), `${speed} m/s`];
  while (readout.children.length < cells.length) readout.append(document.createElement('span'));
  cells.forEach((text, i) => { readout.children[i].textContent = text; });
};
