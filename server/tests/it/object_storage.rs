//! The same goods in a storage that speaks S3: merchants send straight to it, buyers take through us.

use reqwest::Method;

use super::digital::{address, course, get, path};
use crate::support::client::{Answer, code};
use crate::support::people::text;
use crate::support::{App, Client, json, stories};

stories!(goods_lie_in_an_s3_storage = s3, a_form_sends_to_the_storage = s3);

const LINKS: &str = "/api/v1/paylinks";

/// The objects of the bucket below a folder.
fn objects(app: &App, folder: &str) -> usize {
    let folder = app.core.config.data_dir.join("s3/goods").join(folder);
    std::fs::read_dir(folder).map_or(0, |all| all.flatten().filter(|one| one.path().is_file()).count())
}

/// Sends bytes straight to the storage, as a browser or `curl` does.
async fn put(app: &App, url: &str, content_type: &str, bytes: &'static str) -> Answer {
    let request = app.http.put(url).header("content-type", content_type).body(bytes);
    Answer::of(request.send().await.unwrap()).await
}

async fn part(client: &Client, path: &str, range: &'static str) -> Answer {
    client.send(client.request(Method::GET, path).header("range", range)).await
}

async fn goods_lie_in_an_s3_storage(app: App) {
    let endpoint = app.core.config.files.s3.as_ref().unwrap().endpoint.clone().unwrap();
    let ada = app.selling_merchant("ada").await;
    let wish = json!({ "filename": "Curs ș.pdf", "contentType": "application/pdf" });
    let signed = ada.post(200, "/api/v1/uploads/presign", wish.clone()).await;
    let (upload_url, file_url, key) =
        (text(&signed["uploadUrl"]), text(&signed["fileUrl"]), text(&signed["key"]));
    assert!(upload_url.starts_with(&format!("{endpoint}/goods/incoming/")), "{upload_url}");
    assert!(file_url.starts_with(&app.base), "{file_url}");
    put(&app, &upload_url, "text/html", "<script>").await.expect(403);
    put(&app, &upload_url.replace(&key, &"0".repeat(36)), "application/pdf", "x").await.expect(403);
    let body = json!({ "title": "Early", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrl": file_url });
    assert_eq!(code(&ada.post(400, LINKS, body).await), "FILE_NOT_READY fileUrl");
    put(&app, &upload_url, "application/pdf", "the whole course").await.expect(200);
    let link = course(&ada, &[&file_url]).await;
    assert_eq!((&link["files"][0]["size"], objects(&app, "uploads")), (&json!(16), 1));
    assert_eq!(objects(&app, "incoming"), 0, "out of the sender's reach");
    // The address still takes bytes, and what was taken up stays as it is.
    put(&app, &upload_url, "application/pdf", "something else!!").await.expect(200);
    let started = app.buyer().pay("course").await;
    app.settle().await;
    let open = address(&app, &started, &key).await;
    assert!(open.starts_with("/files/"), "buyers come to us: {open}");
    let whole = get(&app.visitor(), &open).await.expect(200);
    assert_eq!((whole.text.as_str(), whole.header("content-length")), ("the whole course", "16"));
    assert!(whole.header("content-disposition").contains("Curs%20%C8%99.pdf"));
    assert_eq!(part(&app.visitor(), &open, "bytes=4-8").await.expect(206).text, "whole");
    assert_eq!(part(&app.visitor(), &open, "bytes=10-").await.expect(206).text, "course");
    app.refund(&started, 14_900).await;
    app.settle().await;
    get(&app.visitor(), &open).await.expect(403);
    // Orphans are swept in the storage too.
    let orphan = ada.post(200, "/api/v1/uploads/presign", wish).await;
    put(&app, &text(&orphan["uploadUrl"]), "application/pdf", "orphan").await.expect(200);
    assert_eq!(objects(&app, "incoming"), 2);
    app.sweep_files().await;
    assert_eq!((objects(&app, "incoming"), objects(&app, "uploads")), (0, 1));
}

async fn a_form_sends_to_the_storage(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Course", "slug": "course", "priceType": "FIXED", "amount": 14_900,
        "serviceType": "DIGITAL_PRODUCT" });
    let link = text(&ada.post(201, LINKS, body).await["id"]);
    let browser = app.browser("ada").await;
    // More than the storage takes in one part.
    let large = "x".repeat(9 << 20);
    let form = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\
         content-type: application/octet-stream\r\n\r\n{large}\r\n--b--\r\n"
    );
    let request = browser.request(Method::POST, &format!("/dashboard/links/{link}/files"));
    let request = request.header("origin", app.core.config.public_url.clone());
    browser
        .send(request.header("content-type", "multipart/form-data; boundary=b").body(form))
        .await
        .expect(303);
    let file = ada.get(200, &format!("{LINKS}/{link}")).await["files"][0].clone();
    assert_eq!((&file["size"], objects(&app, "uploads")), (&json!(9 << 20), 1));
    let started = app.buyer().pay("course").await;
    app.settle().await;
    let open = address(&app, &started, &text(&file["key"])).await;
    assert_eq!(get(&app.visitor(), &open).await.expect(200).text.len(), 9 << 20);
    assert!(path(&app, &text(&file["url"])).starts_with("/files/"));
}
