//! What can be done with a link, in the menu of its row and of its page.

use leptos::prelude::*;
use paylinks::payment_links::PayLink;

use crate::components::{CopyButton, Menu, MenuButton, MenuLine, MenuLink, PostForm, Sign};
use crate::links as at;
use crate::site::Site;
use crate::words::fill;

/// The menu of a link. Its page has some of the deeds as buttons, and leaves them out here.
#[component]
pub(super) fn Deeds(
    site: Site,
    link: PayLink,
    /// Whether this is the page of the link.
    #[prop(optional)]
    here: bool,
) -> impl IntoView {
    let words = &site.words().links;
    let sells = &site.words().selling;
    let away = link.archived_at.is_some();
    let (word, turn) = if link.active { (words.disable, "off") } else { (words.enable, "on") };
    // What is put away does not sell either way.
    let turn = (!away).then(
        || view! { <MenuButton label=word sign=Sign::Power name="active" value=Some(turn.to_owned()) /> },
    );
    let (sign, word, archive) =
        if away { (Sign::Return, sells.restore, "restore") } else { (Sign::Book, sells.archive, "archive") };
    let first = (!here).then(|| {
        view! {
            <CopyButton site=site text=link.url.clone() label=words.copy class="menu__item" sign=Sign::Copy />
            <MenuLink href=at::share_link(&link.id) label=words.share sign=Sign::Share dialog="share" />
            <MenuLink href=at::edit_link(&link.id) label=words.edit sign=Sign::Pencil />
        }
    });
    let id = link.id.clone();
    view! {
        <Menu label=fill(words.more, &[&link.title])>
            {first}
            <MenuLink href=at::pay(&link.slug) label=words.open sign=Sign::Out />
            <MenuLine />
            <PostForm site=site action=at::duplicate_link(&link.id)>
                <MenuButton label=words.duplicate sign=Sign::Copy />
            </PostForm>
            <PostForm site=site action=at::LINKS_ACTIVE live=!here>
                <input type="hidden" name="ids" value=id />
                {turn}
                <MenuButton label=word sign=sign name="active" value=Some(archive.to_owned()) />
            </PostForm>
            <MenuLine />
            <MenuLink href=at::delete_link(&link.id) label=words.delete sign=Sign::Trash danger=true dialog="confirm" />
        </Menu>
    }
    .into_any()
}
