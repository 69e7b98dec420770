package ats.platform.config;

import module java.base;

/// Documents a component of a settings record; the key is the section's prefix and its name.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /// One line that `./ats config` shows.
    String doc();

    String unit() default "";

    /// Names of environment variables that set this key besides its own `ATS_…`.
    String[] env() default {};
}
