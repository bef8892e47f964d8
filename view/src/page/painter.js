// Draws a moment: what the sun sees, then sky, shapes, planes, lines and ghosts.

const OCCLUDERS = 96; // more would be slow

const makePainter = (gl, run, parts) => {
  const programs = {
    shadow: makeProgram(gl, SHADOW_VERTEX, SHADOW_FRAGMENT),
    shape: makeProgram(gl, SHAPE_VERTEX, SHAPE_FRAGMENT),
    plane: makeProgram(gl, PLANE_VERTEX, PLANE_FRAGMENT),
    sky: makeProgram(gl, SKY_VERTEX, SKY_FRAGMENT),
    line: makeProgram(gl, LINE_VERTEX, LINE_FRAGMENT),
  };
  return {
    gl, run, parts, programs,
    mesh: makeMesh(gl),
    square: makeSquare(gl),
    shadows: makeShadowMap(gl),
    rows: makePartsTexture(gl, parts),
    marks: run.markers.flatMap((marker) => makeMark(gl, run, marker)),
    trails: new Map(),
  };
};

const makeSquare = (gl) => {
  const layout = gl.createVertexArray();
  gl.bindVertexArray(layout);
  makeBuffer(gl, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 8, 0);
  gl.bindVertexArray(null);
  return () => {
    gl.bindVertexArray(layout);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
};

// `scene`: take, moment, camera, theme, trails (bodies), width and height [px], pixel ratio
const paint = (painter, scene) => {
  const { gl, run, parts } = painter;
  moveParts(parts, run, scene.take, scene.moment);
  painter.rows.upload();
  const box = boxOf(run, scene.take, scene.moment, (shape) => !isGhost(shape));
  const sun = sunOf(box, run, scene.camera);
  paintShadows(painter, sun);

  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.viewport(0, 0, scene.width, scene.height);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  const view = viewOf(scene.camera, scene.width / scene.height);
  const light = lightOf(painter, scene, sun, view);
  paintSky(painter, scene);
  paintShapes(painter, light, 0, parts.solid);
  paintPlanes(painter, scene, light);
  paintLines(painter, scene, view);
  gl.enable(gl.BLEND);
  paintShapes(painter, light, parts.solid, parts.count - parts.solid);
  gl.disable(gl.BLEND);
  return view;
};

const paintShadows = ({ gl, programs, mesh, shadows, rows, parts }, sun) => {
  gl.bindFramebuffer(gl.FRAMEBUFFER, shadows.target);
  gl.viewport(0, 0, TEXELS, TEXELS);
  gl.enable(gl.DEPTH_TEST);
  gl.enable(gl.CULL_FACE);
  gl.depthMask(true);
  gl.clear(gl.DEPTH_BUFFER_BIT);
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, rows.texture);
  programs.shadow.use();
  programs.shadow.set({ parts: 0, first: 0, view: sun.view });
  if (parts.solid > 0) mesh.draw(parts.solid);
};

// what all lit programs share
const lightOf = ({ gl, shadows, parts }, { theme, camera }, sun, view) => {
  gl.activeTexture(gl.TEXTURE1);
  gl.bindTexture(gl.TEXTURE_2D, shadows.texture);
  gl.activeTexture(gl.TEXTURE0);
  const occluders = Math.min(parts.solid, OCCLUDERS);
  const sunReach = clamp(sun.reach, 1.3 / TEXELS, 0.04);
  const sunlight = { depths: 1, sunView: sun.view, sunScale: sun.scale, sunReach, toSun: TO_SUN };
  return { ...theme, ...sunlight, parts: 0, occluders, view, eye: eyeOf(camera) };
};

const paintSky = ({ gl, programs, square }, { camera, theme, width, height }) => {
  const forward = forwardOf(camera);
  const { right, up } = axesOf(forward);
  gl.disable(gl.DEPTH_TEST);
  programs.sky.use();
  programs.sky.set({
    ...theme, forward,
    rightward: scale(right, (TANGENT * width) / height),
    upward: scale(up, TANGENT),
  });
  square();
  gl.enable(gl.DEPTH_TEST);
};

const paintShapes = ({ programs, mesh }, light, first, count) => {
  if (count === 0) return;
  programs.shape.use();
  programs.shape.set({ ...light, first });
  mesh.draw(count);
};

const paintPlanes = ({ gl, run, programs, square }, { camera }, light) => {
  gl.disable(gl.CULL_FACE);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  programs.plane.use();
  for (const plane of run.planes) {
    programs.plane.set({ ...light, ...planeNear(plane, camera), sizes: gridOf(camera, isLevel(plane)) });
    square();
  }
  gl.enable(gl.CULL_FACE);
};

// the part of a plane around the camera's target, and its axes: of level ground those of the world
const planeNear = ({ point, normal }, camera) => {
  const level = isLevel({ normal });
  const along = level ? [1, 0, 0] : unit(Math.abs(normal[2]) > 0.9999 ? [1, 0, 0] : cross([0, 0, 1], normal));
  const across = cross(normal, along);
  const middle = subtract(camera.target, scale(normal, dot(subtract(camera.target, point), normal)));
  const origin = level ? [0, 0, 0] : point;
  const away = subtract(middle, origin);
  const extent = [40 * camera.distance, dot(away, along), dot(away, across), 0];
  return { normal, along, across, middle, extent };
};

const isLevel = ({ normal }) => normal[2] > 0.9999;

// cells of a power of ten: the fine ones fade as the camera leaves; level planes show the axes of the world
const gridOf = ({ distance }, level) => {
  const decades = Math.log10(distance);
  const coarse = Math.pow(10, Math.floor(decades));
  const strength = Math.pow(1 + Math.floor(decades) - decades, 2);
  return [coarse, coarse / 10, strength, level ? 1 : 0];
};

// the width of the cells that are seen best
const cellOf = (camera) => {
  const [coarse, fine, strength] = gridOf(camera, false);
  return strength > 0.4 ? fine : coarse;
};

const paintLines = (painter, scene, view) => {
  const { gl, programs, marks } = painter;
  gl.disable(gl.CULL_FACE);
  gl.depthMask(false);
  programs.line.use();
  programs.line.set({ view, eye: eyeOf(scene.camera), screenSize: [scene.width / scene.ratio, scene.height / scene.ratio] });
  for (const mark of marks) mark.draw(programs.line, 1e9);
  for (const body of scene.trails) trailOf(painter, scene.take, body).draw(programs.line, scene.moment);
  gl.depthMask(true);
  gl.enable(gl.CULL_FACE);
  gl.disable(gl.BLEND);
};

const trailOf = ({ gl, run, trails }, take, body) => {
  const key = `${take.first}/${body}`;
  if (!trails.has(key)) trails.set(key, makeTrail(gl, run, take, body));
  return trails.get(key);
};
