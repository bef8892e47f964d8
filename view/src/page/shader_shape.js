// Spheres, capsules and boxes: all are a core that is padded by a radius, so that one mesh draws them.

const GLSL_PLACE = `
layout(location = 0) in vec3 direction;   // of the normal
layout(location = 1) in vec3 corner;      // of the core, ±1
uniform int first;
uniform mat4 view;

// the vertex in its shape's own axes
vec3 vertexOf(int row) {
  return corner * texelFetch(parts, ivec2(2, row), 0).xyz + direction * texelFetch(parts, ivec2(0, row), 0).w;
}

vec3 worldOf(int row, vec3 local) {
  return texelFetch(parts, ivec2(0, row), 0).xyz + turn(texelFetch(parts, ivec2(1, row), 0), local);
}
`;

const SHAPE_VERTEX = GLSL + GLSL_PARTS + GLSL_PLACE + `
out vec3 place, normal, own;
flat out int row;

void main() {
  row = gl_InstanceID + first;
  own = vertexOf(row);
  place = worldOf(row, own);
  normal = turn(texelFetch(parts, ivec2(1, row), 0), direction);
  gl_Position = view * vec4(place, 1.0);
  gl_Position.z -= 8e-6 * float(row % 4) * gl_Position.w; // of two surfaces in one place always the same is seen
}`;

const SHAPE_FRAGMENT = GLSL + GLSL_PARTS + GLSL_LIGHT + `
in vec3 place, normal, own;
flat in int row;
uniform vec3 eye;
out vec4 color;

// -1 or 1, smooth at the border
vec3 side(vec3 x) {
  return clamp(x / max(fwidth(x), vec3(1e-9)), -1.0, 1.0);
}

// two shades on a sphere, so that it is seen to roll
vec3 painted(vec4 paint) {
  vec3 s = side(own);
  float shade = paint.w < 0.0 ? 0.5 - 0.5 * s.x * s.y * s.z : 0.0;
  return mix(paint.rgb, mix(paint.rgb, vec3(1.0), 0.62), shade);
}

void main() {
  vec3 n = normalize(normal), to = normalize(eye - place);
  vec4 paint = texelFetch(parts, ivec2(3, row), 0);
  float sun = sunlight(place, n, gl_FragCoord.xy), open = openness(place, n, row);

  // a matt colour under a thin gloss
  float facing = max(dot(n, to), 0.0), rim = pow(1.0 - facing, 4.0);
  float gloss = pow(max(dot(n, normalize(to + toSun)), 0.0), 60.0);
  vec3 light = matt(painted(paint), n, sun, open);
  light += 0.22 * gloss * sun * sunColor + 0.16 * rim * open * skyColor;
  color = vec4(screen(light), abs(paint.w));
}`;

const SHADOW_VERTEX = GLSL + GLSL_PARTS + GLSL_PLACE + `
void main() {
  int row = gl_InstanceID + first;
  gl_Position = view * vec4(worldOf(row, vertexOf(row)), 1.0);
}`;

const SHADOW_FRAGMENT = GLSL + `
void main() {}`;
