//! The mark repeated, large, beside a form or behind a picture.

use leptos::prelude::*;

/// The pattern.
#[component]
pub fn Rings() -> impl IntoView {
    let ring = |x: i32, y: i32| format!("M{x} 1000V{y}a120 120 0 1 1 120 120a120 120 0 0 1-120-120");
    let quiet: String =
        [(-90, 440), (42, 420), (174, 400), (438, 360), (570, 340)].map(|(x, y)| ring(x, y)).concat();
    view! {
        <svg
            class="rings"
            viewBox="0 0 720 1000"
            preserveAspectRatio="xMidYMin slice"
            fill="none"
            aria-hidden="true"
        >
            <path stroke="currentColor" d=quiet />
            <path class="accent" stroke="currentColor" stroke-width="2" d=ring(306, 380) />
        </svg>
    }
    .into_any()
}
