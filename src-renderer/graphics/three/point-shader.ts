/** Points as lit spheres (or cluster shapes) on squares that face the camera. GLSL ES 3, sRGB in and out. */

import { POINT_TEXTURE } from "./point-texture.ts"

export const POINT_VERTEX = /* glsl */ `
${POINT_TEXTURE}
uniform float u_colourGlide;
uniform float u_pixels;
uniform float u_scale;
uniform vec2 u_fog;
uniform float u_ratio;
out vec2 v_corner;
out vec3 v_colour;
out float v_fog;
out float v_radius;
flat out int v_shape;
flat out int v_flags;
const vec2 corners[6] = vec2[6](
  vec2(-1, -1), vec2(1, -1), vec2(1, 1), vec2(-1, -1), vec2(1, 1), vec2(-1, 1));
void main() {
  int point = pointOf(6);
  if (point >= u_count) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec4 place = placeOf(point);
  ivec2 style = styleOf(point);
  vec4 view = modelViewMatrix * vec4(place.xyz, 1.0);
  float radius = max(place.w * u_scale * u_pixels / -view.z, 1.15 * u_ratio);
  v_flags = style.y;
  // Only a selection's ring needs room: the smaller the square, the less there is to shade.
  float room = radius + ((v_flags & 1) != 0 ? 3.6 : 1.2) * u_ratio;
  v_radius = radius;
  v_corner = corners[gl_VertexID % 6] * room;
  v_shape = style.x;
  v_colour = mix(colourFrom(point), colourTo(point), u_colourGlide);
  v_fog = clamp((-view.z - u_fog.x) / (u_fog.y - u_fog.x), 0.0, 1.0);
  gl_Position = projectionMatrix * view;
  vec2 pixel = vec2(projectionMatrix[0][0], projectionMatrix[1][1]) / u_pixels;
  gl_Position.xy += v_corner * pixel * -view.z;
}
`

export const POINT_FRAGMENT = /* glsl */ `
precision highp float;
in vec2 v_corner;
in vec3 v_colour;
in float v_fog;
in float v_radius;
flat in int v_shape;
flat in int v_flags;
uniform vec3 u_void;
uniform vec3 u_bone;
uniform float u_ratio;
out vec4 colour;

float polygon(vec2 p, float corners, float turn, float inner) {
  float slice = 6.2831853 / corners;
  float angle = mod(atan(p.y, p.x) - turn + slice * 0.5, slice) - slice * 0.5;
  return length(p) * cos(angle) - inner;
}
/** Signed distance to the edge of a shape of unit radius, below 0 inside. */
float edge(vec2 p, int shape) {
  if (shape == 1) return polygon(p, 4.0, 0.7853982, 0.74);
  if (shape == 2) return polygon(p, 4.0, 0.0, 0.76);
  if (shape == 3) return polygon(p + vec2(0.0, 0.16), 3.0, -1.5707963, 0.58);
  if (shape == 4) return abs(length(p) - 0.72) - 0.26;
  if (shape == 5) {
    vec2 q = abs(p);
    if (q.y > q.x) q = q.yx;
    return max(q.x - 0.98, q.y - 0.36);
  }
  if (shape == 6) return polygon(p, 6.0, 0.5235988, 0.88);
  if (shape == 7) {
    float slice = 1.2566371;
    float angle = abs(mod(atan(p.x, p.y) + slice * 0.5, slice) - slice * 0.5);
    vec2 q = length(p) * vec2(cos(angle), sin(angle));
    vec2 tip = vec2(1.08, 0.0);
    vec2 dent = 0.5 * vec2(0.809017, 0.587785);
    vec2 side = normalize(dent - tip);
    return dot(q - tip, vec2(side.y, -side.x));
  }
  return length(p) - 1.0;
}
void main() {
  vec2 p = v_corner / v_radius;
  float distance = edge(p, v_shape) * v_radius;
  bool isSelected = (v_flags & 1) != 0;
  bool hasOutline = (v_flags & 4) != 0;
  float seam = clamp(v_radius / u_ratio * 0.3 - 0.3, 0.0, 0.75);
  float reach = isSelected ? 2.9 * u_ratio : seam * u_ratio;
  float cover = clamp(0.5 + (reach - distance) / 1.1, 0.0, 1.0);
  if (cover < 0.02) discard;

  float height = sqrt(max(0.0, 1.0 - dot(p, p) * 0.92));
  vec3 normal = normalize(vec3(p * 0.92, height));
  float light = dot(normal, normalize(vec3(-0.45, 0.62, 0.64)));
  float rim = pow(1.0 - height, 2.0);
  float clear = 1.0 - v_fog;
  vec3 body = mix(v_colour, u_void, v_fog * 0.74);
  vec3 lit = mix(mix(body, u_void, 0.44), body, smoothstep(-0.35, 0.55, light));
  lit += (0.20 * pow(max(light, 0.0), 6.0) + 0.05 * max(light, 0.0)) * clear * (1.0 - lit);
  lit = mix(lit, u_void, rim * 0.28);
  if (hasOutline) lit = mix(lit, u_bone, smoothstep(-2.2, -1.4, distance / u_ratio) * clear);
  // A thin dark seam keeps neighbours apart; the selection's bone ring lies outside of it.
  lit = mix(lit, u_void, clamp(0.5 + distance / u_ratio, 0.0, 1.0) * 0.85 * seam / 0.75);
  if (isSelected) lit = mix(lit, u_bone, clamp((distance / u_ratio - 0.9) * 2.0, 0.0, 1.0));
  colour = vec4(lit, cover);
}
`
