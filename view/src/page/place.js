// The address keeps a moment and a view: replay.html#t=1.5&follow=torso&azimuth=-60
// t [s] · paused · speed · take, from 0 · follow: a name · azimuth, elevation [°] · distance [m] · target: x,y,z [m] ·
// trails, charts: 0 or 1 · bare: nothing but the picture

const degrees = (radians) => Number(((radians * 180) / Math.PI).toFixed(2));
const radians = (degrees_) => (degrees_ * Math.PI) / 180;

const readPlace = (viewer) => {
  const place = new URLSearchParams(location.hash.slice(1));
  if (['azimuth', 'elevation', 'distance', 'target'].some((key) => place.has(key))) viewer.untouched = false;
  const number = (key, act) => {
    const value = place.has(key) ? Number(place.get(key)) : NaN;
    if (Number.isFinite(value)) act(value);
  };
  const { player, camera, run } = viewer;
  number('charts', (on) => { if ((on !== 0) !== document.body.classList.contains('charts')) viewer.toggleCharts(); });
  number('take', (take) => viewer.choose(take));
  number('t', (time) => seek(player, time / run.timestep));
  number('speed', (speed) => { player.speed = SPEEDS.find((s) => s >= speed) ?? 1; });
  const body = run.bodies.indexOf(place.get('follow'));
  if (body >= 0) viewer.follow(body);
  number('azimuth', (angle) => { camera.azimuth = radians(angle); });
  number('elevation', (angle) => { camera.elevation = clamp(radians(angle), -STEEPEST, STEEPEST); });
  number('distance', (distance) => { camera.distance = Math.max(distance, 1e-3); });
  const target = (place.get('target') ?? '').split(',').map(Number);
  if (target.length === 3 && target.every(Number.isFinite)) camera.target = target;
  number('trails', (on) => { viewer.trails = on !== 0; });
  if (place.has('paused')) player.playing = false;
  document.body.classList.toggle('bare', place.has('bare'));
};

// writes the address of what is shown, to be copied
const keepPlace = ({ player, camera, run, followed }) => {
  const place = new URLSearchParams({
    t: timeOf(player).toFixed(4),
    azimuth: degrees(camera.azimuth),
    elevation: degrees(camera.elevation),
    distance: camera.distance.toPrecision(4),
    target: camera.target.map((x) => Number(x.toFixed(4))).join(','),
  });
  if (run.takes.length > 1) place.set('take', takeIndex(player));
  if (followed !== null) place.set('follow', run.bodies[followed]);
  if (!player.playing) place.set('paused', '');
  history.replaceState(null, '', `#${place}`);
};
