//! Icons on a 20 grid, 1.5 wide, with round ends.

use leptos::prelude::*;

macro_rules! signs {
    ($($(#[$doc:meta])* $sign:ident $path:literal)*) => {
        /// An icon; words beside it say the same, so it is hidden from readers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sign {
            $($(#[$doc])* $sign,)*
        }

        impl Sign {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$sign),*];

            const fn path(self) -> &'static str {
                match self {
                    $(Self::$sign => $path,)*
                }
            }
        }
    };
}

signs! {
    /// Two links of a chain.
    Link "M8.5 11.5a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1"
    /// A price tag.
    Tag "M3.5 10.5v-6a1 1 0 0 1 1-1h6l6 6a1 1 0 0 1 0 1.4l-5.6 5.6a1 1 0 0 1-1.4 0zM7.5 7h.01"
    /// A bank card.
    Card "M3 6.5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 8.5h14M6 12.5h3"
    /// Two sliders.
    Sliders "M3 6.5h7m4 0h3M14 6.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM3 13.5h3m4 0h7M10 13.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
    /// A key.
    Key "M8.5 11.5 16 4m-2.5 2.5 2 2M11 9l1.5 1.5M9 13.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0z"
    /// A tick.
    Check "m4.5 10.5 3.5 3.5 7.5-8"
    /// A cross.
    Cross "m5.5 5.5 9 9m0-9-9 9"
    /// A clock.
    Clock "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM10 6v4l2.5 2"
    /// A head and shoulders.
    Person "M13 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5"
    /// A lock.
    Lock "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5"
    /// A house.
    Home "M3.5 9.5 10 4l6.5 5.5V16a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5zM8 16.5v-5h4v5"
    /// Angle brackets.
    Code "m6.5 6-4 4 4 4m7-8 4 4-4 4"
    /// A lens.
    Search "M14 9a5 5 0 1 1-10 0 5 5 0 0 1 10 0zM12.6 12.6 16.5 16.5"
    /// A plus.
    Plus "M10 4v12M4 10h12"
    /// A minus.
    Minus "M4 10h12"
    /// A corner that points down.
    Down "m5.5 8 4.5 4.5L14.5 8"
    /// A corner that points up.
    Up "m5.5 12 4.5-4.5 4.5 4.5"
    /// A corner that points back.
    Back "M12 5.5 7.5 10l4.5 4.5"
    /// A corner that points on.
    Forth "M8 5.5 12.5 10 8 14.5"
    /// Two corners, up and down.
    UpDown "m7 7.5 3-3 3 3m-6 5 3 3 3-3"
    /// Three dots.
    Dots "M5 10a.5.5 0 1 1-1 0 .5.5 0 0 1 1 0zm5.5 0a.5.5 0 1 1-1 0 .5.5 0 0 1 1 0zm5.5 0a.5.5 0 1 1-1 0 .5.5 0 0 1 1 0z"
    /// Three lines.
    Menu "M3.5 5.5h13M3.5 10h13M3.5 14.5h13"
    /// An arrow out of a tray.
    Export "M10 12.5V3.5m-3 3 3-3 3 3M4 11v4a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 16 15v-4"
    /// An arrow into a tray.
    Download "M10 3.5v9m-3-3 3 3 3-3M4 13v2a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 16 15v-2"
    /// Two sheets.
    Copy "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4"
    /// An eye.
    Eye "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
    /// An envelope.
    Mail "M3 5.5A1 1 0 0 1 4 4.5h12a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3.5 6l6.5 5 6.5-5"
    /// A flag.
    Flag "M5 17V4h9.5l-2 3.5 2 3.5H5"
    /// A bank.
    Bank "M3 8 10 4l7 4M4 8h12M5.5 8v6m3-6v6m3-6v6m3-6v6M3.5 16.5h13"
    /// The sun.
    Sun "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 2.5v2m0 11v2M2.5 10h2m11 0h2M4.7 4.7l1.4 1.4m7.8 7.8 1.4 1.4m0-10.6-1.4 1.4m-7.8 7.8-1.4 1.4"
    /// The moon.
    Moon "M16 12.2A6.5 6.5 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2z"
    /// A screen.
    Screen "M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3"
    /// A phone.
    Phone "M6 3.5A1 1 0 0 1 7 2.5h6a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1zM9 15h2"
    /// A square of squares.
    Qr "M3.5 3.5h5v5h-5zm8 0h5v5h-5zm-8 8h5v5h-5zm8 0h2v2h-2zm5 0v2m-5 3h2m3-1.5v1.5"
    /// A knot with two ends.
    Share "M7.5 9 12.5 6M7.5 11l5 3M7.5 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0zm9-5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zm0 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
    /// A spark.
    Spark "M10 3c.6 4 2.9 6.4 7 7-4.1.6-6.4 2.9-7 7-.6-4.1-2.9-6.4-7-7 4.1-.6 6.4-2.9 7-7z"
    /// An arrow that turns back.
    Return "M7.5 5 4 8.5l3.5 3.5M4 8.5h8a4 4 0 0 1 0 8H9"
    /// A bin.
    Trash "M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10M8.5 9v4.5m3-4.5v4.5"
    /// An arrow that leaves.
    Out "M8.5 4.5H4.5v11h11v-4M11 4h5v5m-7.5 2.5L16 4"
    /// A triangle with a mark.
    Alert "M10 4 17 16H3zM10 8.5v3.5M10 14h.01"
    /// A globe.
    Globe "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z"
    /// A door and an arrow.
    Leave "M8 3.5H4.5v13H8M12 6.5l3.5 3.5-3.5 3.5M15.5 10H8"
    /// A book.
    Book "M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11H5.5A1.5 1.5 0 0 0 4 15.5zm0 11A1.5 1.5 0 0 0 5.5 17H16v-3"
    /// A bolt.
    Bolt "M11 2.5 4.5 11.5H10l-1 6 6.5-9H10z"
    /// A pencil.
    Pencil "m4 16 .8-3.5L13.5 3.8l2.7 2.7L7.5 15.2z"
    /// A shop.
    Store "M4 8.5V16h12V8.5M3 7l1.5-3h11L17 7a2.3 2.3 0 0 1-4.6 0 2.3 2.3 0 0 1-4.7 0A2.3 2.3 0 0 1 3 7z"
    /// A box.
    Box "M10 3 16.5 6.2v7.6L10 17l-6.5-3.2V6.2zM3.5 6.2 10 9.5l6.5-3.3M10 9.5V17"
    /// A printer.
    Print "M6 8V3.5h8V8M6 14H3.5V8h13v6H14M6 11.5h8v5H6z"
    /// A switch.
    Power "M10 3v6.5M6.2 5.5a6 6 0 1 0 7.6 0"
}

/// An icon.
#[component]
pub fn Icon(sign: Sign, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=sign.path() />
        </svg>
    }
    .into_any()
}
