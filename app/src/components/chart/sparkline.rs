//! A line the size of a word.

use leptos::prelude::*;

use super::scale::{HEIGHT, path};

const WIDTH: i64 = 4000;

/// A sparkline; the figure beside it says what matters, so it is hidden from readers.
#[component]
pub fn Sparkline(
    values: Vec<i64>,
    /// The period before, dashed.
    #[prop(optional)]
    before: Vec<i64>,
) -> impl IntoView {
    let top = values.iter().chain(&before).copied().max().unwrap_or(0).max(1);
    let draw = |values: &[i64]| path(values.iter().copied().enumerate(), values.len(), WIDTH, top);
    let former = (!before.is_empty()).then(|| {
        view! { <path class="sparkline__before" d=draw(&before) vector-effect="non-scaling-stroke" /> }
    });
    view! {
        <svg
            class="sparkline"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {former}
            <path class="sparkline__line" d=draw(&values) vector-effect="non-scaling-stroke" />
        </svg>
    }
    .into_any()
}
