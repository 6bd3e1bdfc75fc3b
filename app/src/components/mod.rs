//! The parts that pages are made of: one file each, with a sheet of the same name in `style/components`.

mod badge;
mod banner;
mod checkbox;
mod confirm;
mod copy_button;
mod empty;
mod facts;
mod field;
mod form;
mod icon;
mod money_field;
mod pager;
mod sandbox_bar;
mod select;
mod slug_field;
mod tabs;
mod text_area;
mod timeline;

pub use self::badge::{Badge, State};
pub use self::banner::{Banner, Tone};
pub use self::checkbox::Checkbox;
pub use self::confirm::Confirm;
pub use self::copy_button::CopyButton;
pub use self::empty::Empty;
pub use self::facts::{Fact, Facts};
pub use self::field::{Around, TextField};
pub use self::form::{PostButton, PostForm};
pub use self::icon::{Brand, Icon, Mark, Sign};
pub use self::money_field::MoneyField;
pub use self::pager::Pager;
pub use self::sandbox_bar::SandboxBar;
pub use self::select::{Choice, Select, countries, currencies};
pub use self::slug_field::SlugField;
pub use self::tabs::{Tab, Tabs};
pub use self::text_area::TextArea;
pub use self::timeline::{Moment, Timeline};
