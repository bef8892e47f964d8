// Planes with a grid that fades into the distance, and the sky behind them.

const PLANE_VERTEX = GLSL + `
layout(location = 0) in vec2 corner;
uniform mat4 view;
uniform vec3 middle, along, across;       // of the part that is drawn, and its axes
uniform vec4 extent;                      // half width [m], origin of the grid, cell [m]
out vec3 place;
out vec2 grid;

void main() {
  vec2 away = corner * extent.x;
  place = middle + along * away.x + across * away.y;
  grid = extent.yz + away;
  gl_Position = view * vec4(place, 1.0);
}`;

const PLANE_FRAGMENT = GLSL + GLSL_PARTS + GLSL_LIGHT + `
in vec3 place;
in vec2 grid;
uniform vec3 eye, middle, normal, groundColor, gridColor, alongColor, acrossColor;
uniform vec4 extent, sizes;               // of coarse cells, of fine ones, how strong these are; named axes or not
out vec4 color;

// a line of so many pixels at 0, and less where lines are closer than pixels
float line(float x, float wide) {
  float pixel = max(fwidth(x), 1e-9);
  return clamp(0.5 * wide + 0.5 - abs(x) / pixel, 0.0, 1.0) * min(1.0, wide);
}

float lines(vec2 at, float cell, float wide) {
  vec2 x = at / cell, pixel = max(fwidth(x), vec2(1e-9)), near = abs(x - round(x));
  vec2 drawn = clamp(0.5 * wide + 0.5 - near / pixel, 0.0, 1.0) * clamp(1.3 - 4.0 * pixel, 0.0, 1.0);
  return max(drawn.x, drawn.y);
}

void main() {
  float away = length(place - middle) / extent.x;
  float seen = 1.0 - smoothstep(0.12, 1.0, away);
  float above = dot(eye - place, normal);
  vec3 n = above > 0.0 ? normal : -normal;
  float sun = sunlight(place, n, gl_FragCoord.xy), open = openness(place, n, -1);

  vec3 base = groundColor;
  base = mix(base, gridColor, sizes.z * lines(grid, sizes.y, 1.0));
  base = mix(base, gridColor, lines(grid, sizes.x, 1.2));
  base = mix(base, alongColor, sizes.w * line(grid.y, 2.0));
  base = mix(base, acrossColor, sizes.w * line(grid.x, 2.0));

  // the colour is that of level ground in full light; slopes and shadows take from it
  vec3 level = matt(vec3(1.0), vec3(0.0, 0.0, 1.0), 1.0, 1.0);
  vec3 light = base * min(matt(vec3(1.0), normal, sun, open) / level, 1.1);
  color = vec4(pow(light, vec3(1.0 / 2.2)), seen * (above > 0.0 ? 1.0 : 0.25));
}`;

const SKY_VERTEX = GLSL + `
layout(location = 0) in vec2 corner;
uniform vec3 forward, rightward, upward;
out vec3 ray;

void main() {
  ray = forward + corner.x * rightward + corner.y * upward;
  gl_Position = vec4(corner, 1.0, 1.0);
}`;

const SKY_FRAGMENT = GLSL + `
in vec3 ray;
uniform vec3 horizonColor, zenithColor, belowColor;
out vec4 color;

float noise(vec2 pixel) {
  return fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
}

void main() {
  float z = normalize(ray).z;
  vec3 light = mix(horizonColor, zenithColor, smoothstep(0.0, 0.7, z));
  light = mix(light, belowColor, smoothstep(0.0, -0.5, z));
  color = vec4(pow(light, vec3(1.0 / 2.2)) + (noise(gl_FragCoord.xy) - 0.5) / 255.0, 1.0);
}`;
