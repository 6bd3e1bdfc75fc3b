//! A share as a short bar. The figure stands beside it, so readers do not hear it.

use leptos::prelude::*;

const WIDTH: i64 = 100;

/// A bar that is full at `most`.
#[component]
pub fn Meter(value: i64, most: i64) -> impl IntoView {
    let part = value.clamp(0, most.max(1)).saturating_mul(WIDTH) / most.max(1);
    view! {
        <svg class="meter" viewBox=format!("0 0 {WIDTH} 4") preserveAspectRatio="none" aria-hidden="true">
            <path class="meter__all" d=format!("M0 2H{WIDTH}") />
            <path class="meter__part" d=format!("M0 2H{part}") />
        </svg>
    }
    .into_any()
}
