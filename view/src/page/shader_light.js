// Light that falls on everything: a sun with soft shadows, a sky that is hidden by what is near, and haze.

const GLSL = '#version 300 es\nprecision highp float;\nprecision highp int;\nprecision highp sampler2D;\n';

// how parts are kept in a texture: a row each, see parts.js
const GLSL_PARTS = `
uniform sampler2D parts;

vec3 turn(vec4 q, vec3 v) {
  vec3 t = 2.0 * cross(q.yzw, v);
  return v + q.x * t + cross(q.yzw, t);
}

vec3 turnBack(vec4 q, vec3 v) {
  return turn(vec4(q.x, -q.yzw), v);
}
`;

const GLSL_LIGHT = `
uniform sampler2D depths;       // of the nearest things, as the sun sees them
uniform mat4 sunView;           // world to shadow map
uniform vec4 sunScale;          // texel [m], depth range [m], width [m], 1 ÷ texels
uniform float sunReach;         // the widest half shadow, as a part of the map
uniform vec3 toSun;
uniform vec3 sunColor, skyColor, bounceColor;
uniform int occluders;          // parts that hide the sky

const float SUN = 0.075;        // its radius, as a tangent; light.js has it too
const float GOLDEN = 2.39996323;

float noise(vec2 pixel) {
  return fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
}

// even points of a disc
vec2 disc(int i, int count, float angle) {
  float r = sqrt((float(i) + 0.5) / float(count)), a = float(i) * GOLDEN + angle;
  return r * vec2(cos(a), sin(a));
}

// lit or not at a point of the map, blended between its four texels
float lit(vec2 at, float depth) {
  vec2 place = at / sunScale.w - 0.5, part = fract(place);
  vec2 corner = (floor(place) + 0.5) * sunScale.w;
  vec4 near;
  near.x = step(depth, texture(depths, corner).r);
  near.y = step(depth, texture(depths, corner + vec2(sunScale.w, 0.0)).r);
  near.z = step(depth, texture(depths, corner + vec2(0.0, sunScale.w)).r);
  near.w = step(depth, texture(depths, corner + vec2(sunScale.w)).r);
  vec2 rows = mix(near.xz, near.yw, part.x);
  return mix(rows.x, rows.y, part.y);
}

// how far the sun's own disc is seen: shadows widen with the height of what casts them
// (R. Fernando, Percentage-closer soft shadows, 2005, doi:10.1145/1187112.1187153)
float sunlight(vec3 point, vec3 normal, vec2 pixel) {
  float slope = 1.0 - max(dot(normal, toSun), 0.0);
  vec3 place = (sunView * vec4(point + normal * sunScale.x * (1.0 + 2.0 * slope), 1.0)).xyz * 0.5 + 0.5;
  if (any(greaterThan(abs(place - 0.5), vec3(0.499)))) return 1.0;
  float depth = place.z - 0.0006, angle = 6.2831853 * noise(pixel);

  // the mean depth of what is in the way
  float sum = 0.0, found = 0.0;
  for (int i = 0; i < 16; i++) {
    float other = texture(depths, place.xy + sunReach * disc(i, 16, angle)).r;
    if (other < depth) { sum += other; found += 1.0; }
  }
  if (found == 0.0) return 1.0;

  float height = (depth - sum / found) * sunScale.y;
  float wide = clamp(SUN * height / sunScale.z, 1.3 * sunScale.w, sunReach);
  float light = 0.0;
  for (int i = 0; i < 20; i++) light += lit(place.xy + wide * disc(i, 20, angle), depth);
  return light / 20.0;
}

// how much of the sky is seen: each part hides as much as a sphere at its nearest point
float openness(vec3 point, vec3 normal, int self) {
  float open = 1.0;
  for (int i = 0; i < occluders; i++) {
    if (i == self) continue;
    vec4 place = texelFetch(parts, ivec2(0, i), 0);
    vec4 core = texelFetch(parts, ivec2(2, i), 0);
    vec3 half_ = core.xyz + place.w;
    float radius = min(half_.x, min(half_.y, half_.z));
    vec3 to = place.xyz - point;
    if (length(to) > core.w + 8.0 * radius) continue;
    vec4 q = texelFetch(parts, ivec2(1, i), 0);
    vec3 local = turnBack(q, -to);
    to = turn(q, clamp(local, radius - half_, half_ - radius) - local);
    float far = max(length(to), 1e-6);
    float hidden = max(radius * radius / (far * far) - 0.0156, 0.0);
    open *= 1.0 - clamp(dot(to, normal) / far + 0.15, 0.0, 1.0) * min(hidden, 1.0);
  }
  return open;
}

// what a matt surface of this colour sends back
vec3 matt(vec3 color, vec3 normal, float sun, float open) {
  vec3 sky = mix(bounceColor, skyColor, 0.5 + 0.5 * normal.z);
  return color * (sunColor * sun * max(dot(normal, toSun), 0.0) + sky * open);
}

// linear light to the screen; bright colours are held back
vec3 screen(vec3 light) {
  light = light * (1.0 + light / 6.0) / (1.0 + 0.25 * light);
  return pow(clamp(light, 0.0, 1.0), vec3(1.0 / 2.2));
}
`;
