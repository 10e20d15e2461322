/**
 * From the YAML file, variables and properties to checked values and policies: reads once, and names every bad key at once.
 *
 * <p>SmallRye Config lays the layers over each other and knows how a variable spells a key. Its typed mappings are not used: they
 * stop at the first bad value of a kind and cannot layer a knob over presets, defaults and destination. Nor is its YAML source: that
 * loses the order of operations, reads {@code off} and {@code on} as booleans, and lets an empty section or a repeated key pass unseen.
 */
@NullMarked
package io.fusebox.config;

import org.jspecify.annotations.NullMarked;
