// What keys do. The help on the page says the same.

const viewFrom = (viewer, azimuth, elevation) => {
  viewer.untouched = false;
  Object.assign(viewer.camera, { azimuth: (azimuth * Math.PI) / 180, elevation: (elevation * Math.PI) / 180 });
};

const KEYS = {
  ' ': ({ player }) => playOrPause(player),
  ArrowLeft: ({ player }, { shiftKey }) => step(player, shiftKey ? -10 : -1),
  ArrowRight: ({ player }, { shiftKey }) => step(player, shiftKey ? 10 : 1),
  Home: ({ player }) => seek(player, 0),
  End: ({ player }) => seek(player, lastOf(player)),
  ',': ({ player }) => hurry(player, -1),
  '.': ({ player }) => hurry(player, 1),
  l: ({ player }) => { player.loop = !player.loop; },
  '[': (viewer) => viewer.choose(takeIndex(viewer.player) - 1),
  ']': (viewer) => viewer.choose(takeIndex(viewer.player) + 1),
  f: (viewer) => viewer.follow(nextBody(viewer)),
  t: (viewer) => { viewer.trails = !viewer.trails; },
  c: (viewer) => viewer.toggleCharts(),
  h: () => document.body.classList.toggle('bare'),
  p: (viewer) => keepPlace(viewer),
  r: (viewer) => viewer.home(),
  1: (viewer) => viewFrom(viewer, -90, 0),
  2: (viewer) => viewFrom(viewer, 0, 0),
  3: (viewer) => viewFrom(viewer, -90, 89.5),
  '?': () => document.body.classList.toggle('help'),
  Escape: () => document.body.classList.remove('help', 'bare'),
};

// after the last body: none
const nextBody = ({ run, followed }) => {
  const next = followed === null ? 0 : followed + 1;
  return next < run.bodies.length ? next : null;
};

const listenToKeys = (viewer) => addEventListener('keydown', (event) => {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act === undefined || event.metaKey || event.ctrlKey || event.altKey || event.target.tagName === 'SELECT') return;
  event.preventDefault();
  act(viewer, event);
  viewer.changed();
});
