//! The files of a digital product: adding them, looking at them, taking them away.

use leptos::prelude::*;
use paylinks::payment_links::PayLink;

use super::Done;
use crate::components::{Around, Button, Icon, LinkButton, Look, PostForm, Sign, described};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The files of a link.
#[component]
pub fn LinkFilesPage(
    site: Site,
    person: Person,
    link: PayLink,
    form: Form,
    /// The largest file, bytes.
    limit: u64,
    /// What was just done.
    done: Done,
) -> impl IntoView {
    let words = &site.words().files;
    let way = vec![
        Crumb::new(at::LINKS, site.words().links.title),
        Crumb::new(at::link(&link.id), link.title.clone()),
    ];
    let (id, back) = (link.id.clone(), at::link(&link.id));
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Links
            title=words.title
            way=way
            toast=done.toast(site)
        >
            <div class="files">
                <div class="head">
                    <h1>{words.title}</h1>
                    <div class="head__actions">
                        <LinkButton href=back label=words.back sign=Sign::Check />
                    </div>
                </div>
                <p class="section__intro">{words.intro}</p>
                <FileList site=site link=link removable=true />
                <UploadForm site=site id=id form=form limit=limit />
            </div>
        </Dashboard>
    }
}

/// What a link carries, in the page of the link.
#[component]
pub(super) fn LinkFiles(site: Site, link: PayLink) -> impl IntoView {
    let words = &site.words().files;
    let href = at::link_files(&link.id);
    view! {
        <section class="link-page__part">
            <h2>{words.title}</h2>
            <FileList site=site link=link />
            <p><a href=href>{words.manage}</a></p>
        </section>
    }
    .into_any()
}

#[component]
fn FileList(site: Site, link: PayLink, #[prop(optional)] removable: bool) -> impl IntoView {
    let words = &site.words().files;
    if link.files.is_empty() {
        return view! { <p class="lead">{words.none}</p> }.into_any();
    }
    let rows = link.files.iter().map(|file| {
        let remove = removable.then(|| {
            let label = fill(words.remove_one, &[&file.name]);
            view! {
                <PostForm site=site action=at::remove_file(&link.id, &file.key)>
                    <button class="button button--quiet button--icon" aria-label=label>
                        <Icon sign=Sign::Trash />
                    </button>
                </PostForm>
            }
        });
        view! {
            <li class="files__one">
                <a class="files__name" href=at::link_file(&link.id, &file.key) dir="auto">{file.name.clone()}</a>
                <span class="files__size">{format::bytes(site.language, file.size)}</span>
                {remove}
            </li>
        }
    });
    view! { <ul class="files__list">{rows.collect_view()}</ul> }.into_any()
}

/// Where files are chosen. With scripts it shows how far they are.
#[component]
fn UploadForm(site: Site, id: String, form: Form, limit: u64) -> impl IntoView {
    let words = &site.words().files;
    let shown = format::bytes(site.language, i64::try_from(limit).unwrap_or(i64::MAX));
    let field = form.field("file");
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, None);
    view! {
        <upload-form class="section" data-progress=words.uploading data-stopped=words.stopped>
            <PostForm site=site action=at::link_files(&id) form=form files=true class="form">
                <Around site=site field=field label=words.choose>
                    <input
                        class="input"
                        type="file"
                        id="file"
                        name="file"
                        multiple=true
                        required=true
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <p class="field__hint">{fill(words.choose_hint, &[&shown])}</p>
                </Around>
                <div class="files__send">
                    <Button label=words.upload look=Look::Primary sign=Sign::Export />
                    <progress max="100" value="0" hidden=true aria-label=words.upload></progress>
                    <output class="files__state"></output>
                </div>
            </PostForm>
        </upload-form>
    }
    .into_any()
}
