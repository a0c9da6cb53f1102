/** How shaders find a point: texel by texel in rows, vertices in batches of whole points. GLSL ES 3. */
import { POINTS_ACROSS } from "../points.ts"

export const POINTS_PER_BATCH = 64

export const POINT_TEXTURE = /* glsl */ `
uniform highp sampler2D u_from;
uniform highp sampler2D u_to;
uniform sampler2D u_colourFrom;
uniform sampler2D u_colourTo;
uniform sampler2D u_style;
uniform int u_count;
uniform float u_glide;

ivec2 texelOf(int index) { return ivec2(index % ${POINTS_ACROSS}, index / ${POINTS_ACROSS}); }
/** Position and radius while the points glide; one texel stands before the first point, two after the last. */
vec4 placeOf(int index) {
  ivec2 at = texelOf(index + 1);
  return mix(texelFetch(u_from, at, 0), texelFetch(u_to, at, 0), u_glide);
}
vec3 colourFrom(int index) { return texelFetch(u_colourFrom, texelOf(index), 0).rgb; }
vec3 colourTo(int index) { return texelFetch(u_colourTo, texelOf(index), 0).rgb; }
/** Shape and flags. */
ivec2 styleOf(int index) { return ivec2(texelFetch(u_style, texelOf(index), 0).xy * 255.0 + 0.5); }
/** The point that this vertex belongs to, of so many vertices each. */
int pointOf(int vertices) { return gl_InstanceID * ${POINTS_PER_BATCH} + gl_VertexID / vertices; }
`
