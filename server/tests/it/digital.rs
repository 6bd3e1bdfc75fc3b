//! Digital goods: a merchant uploads files, a buyer pays and takes them, and nobody else does.

use std::time::Duration;

use reqwest::Method;

use crate::support::client::{Answer, code};
use crate::support::people::text;
use crate::support::{App, Client, Merchant, Value, json, stories};

stories!(
    a_file_is_usable_when_it_has_arrived,
    a_course_of_three_files_is_sold_and_taken,
    a_refund_takes_the_files_back,
    an_address_opens_for_its_own_file_and_time,
    parts_of_a_file_can_be_asked_for,
    what_was_bought_stays,
    what_is_not_sold_is_swept,
    what_a_browser_would_run_is_refused,
    files_belong_to_digital_products,
    a_form_adds_and_removes_files,
);

const LINKS: &str = "/api/v1/paylinks";

/// A path below our own origin.
pub(crate) fn path(app: &App, url: &str) -> String {
    url.strip_prefix(app.core.config.public_url.as_str())
        .unwrap_or_else(|| panic!("not ours: {url}"))
        .to_owned()
}

pub(crate) async fn get(client: &Client, path: &str) -> Answer {
    client.send(client.request(Method::GET, path)).await
}

async fn presign(ada: &Merchant, filename: &str, content_type: &str) -> Value {
    let wish = json!({ "filename": filename, "contentType": content_type });
    ada.post(200, "/api/v1/uploads/presign", wish).await
}

async fn put(app: &App, url: &str, content_type: &str, bytes: impl Into<Vec<u8>>) -> Answer {
    let stranger = app.visitor();
    let request = stranger.request(Method::PUT, &path(app, url)).header("content-type", content_type);
    stranger.send(request.body(bytes.into())).await
}

/// A file that has arrived: its address and its key.
pub(crate) async fn file(
    app: &App,
    ada: &Merchant,
    filename: &str,
    bytes: impl Into<Vec<u8>>,
) -> (String, String) {
    let signed = presign(ada, filename, "application/pdf").await;
    put(app, &text(&signed["uploadUrl"]), "application/pdf", bytes).await.expect(200);
    (text(&signed["fileUrl"]), text(&signed["key"]))
}

pub(crate) async fn course(ada: &Merchant, urls: &[&String]) -> Value {
    let body = json!({ "title": "Course", "slug": "course", "priceType": "FIXED", "amount": 14_900,
        "serviceType": "DIGITAL_PRODUCT", "fileUrls": urls });
    ada.post(201, LINKS, body).await
}

/// The click on a file of a receipt: the address it leads to.
async fn click(app: &App, started: &Value, key: &str) -> Answer {
    let session = text(&started["checkoutSessionId"]);
    get(&app.visitor(), &format!("/p/course/receipt/{session}/files/{key}")).await
}

/// The path of the address that a click leads to.
pub(crate) async fn address(app: &App, started: &Value, key: &str) -> String {
    path(app, click(app, started, key).await.expect(303).header("location"))
}

async fn a_file_is_usable_when_it_has_arrived(app: App) {
    let ada = app.selling_merchant("ada").await;
    let signed = presign(&ada, "Lecția 1.pdf", "application/pdf").await;
    assert_eq!((&signed["expiresIn"], &signed["maxSize"]), (&json!(600), &json!(5_000_000_000_i64)));
    let (upload_url, file_url) = (text(&signed["uploadUrl"]), text(&signed["fileUrl"]));
    let body = json!({ "title": "Course", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrl": file_url });
    assert_eq!(code(&ada.post(400, LINKS, body.clone()).await), "FILE_NOT_READY fileUrl");
    // Exactly what was signed, and once.
    let wrong = put(&app, &upload_url, "text/plain", "x").await.expect(415).json();
    assert_eq!(code(&wrong), "FILE_TYPE_MISMATCH Content-Type");
    assert_eq!(
        code(&put(&app, &upload_url, "application/pdf", "").await.expect(400).json()),
        "FILE_EMPTY file"
    );
    let forged = upload_url.replace("signature=", "signature=0");
    assert_eq!(
        code(&put(&app, &forged, "application/pdf", "x").await.expect(403).json()),
        "FILE_LINK_INVALID"
    );
    let stored = put(&app, &upload_url, "application/pdf; charset=x", "%PDF").await.expect(200).json();
    assert_eq!(stored["size"], 4);
    assert_eq!(stored["sha256"], paylinks::id::sha256_hex("%PDF"));
    let again = put(&app, &upload_url, "application/pdf", "other").await.expect(409).json();
    assert_eq!(code(&again), "UPLOAD_DONE");
    let link = ada.post(201, LINKS, body.clone()).await;
    assert_eq!((&link["fileUrl"], &link["files"][0]["url"]), (&json!(file_url), &json!(file_url)));
    assert_eq!((&link["files"][0]["name"], &link["files"][0]["size"]), (&json!("Lecția 1.pdf"), &json!(4)));
    // An address without a signature opens for nobody; somebody else's file is no file.
    get(&ada, &path(&app, &file_url)).await.expect(404);
    let eve = app.selling_merchant("eve").await;
    assert_eq!(code(&eve.post(400, LINKS, body).await), "FILE_UNKNOWN fileUrl");
    // Ten minutes, and not a second more.
    let late = presign(&ada, "late.pdf", "application/pdf").await;
    app.wait(Duration::from_mins(10));
    put(&app, &text(&late["uploadUrl"]), "application/pdf", "x").await.expect(403);
}

async fn a_course_of_three_files_is_sold_and_taken(app: App) {
    let ada = app.selling_merchant("ada").await;
    let (first, first_key) = file(&app, &ada, "Curs „unu” ș.pdf", "one").await;
    let (second, second_key) = file(&app, &ada, "two.pdf", "two").await;
    let (third, _) = file(&app, &ada, "three.pdf", "three").await;
    let link = course(&ada, &[&first, &second, &third]).await;
    assert_eq!(link["files"].as_array().unwrap().len(), 3);
    let buyer = app.buyer();
    let started = buyer.start("course").await;
    click(&app, &started, &first_key).await.expect(404);
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let session = text(&started["checkoutSessionId"]);
    for page in ["return", "receipt"] {
        let page = get(&app.visitor(), &format!("/p/course/{page}/{session}")).await.expect(200).text;
        assert!(page.contains("Curs „unu” ș.pdf") && page.contains(&second_key), "{page}");
    }
    let mail = &app.mails(&buyer.email)[0];
    assert!(mail.text.contains("Download your files") && mail.text.contains("- two.pdf"), "{}", mail.text);
    let open = address(&app, &started, &first_key).await;
    let given = get(&app.visitor(), &open).await.expect(200);
    assert_eq!(given.text, "one");
    assert_eq!(
        given.header("content-disposition"),
        "attachment; filename=\"Curs _unu_ _.pdf\"; filename*=UTF-8''Curs%20%E2%80%9Eunu%E2%80%9D%20%C8%99.pdf"
    );
    assert_eq!(
        given.header("content-security-policy"),
        "default-src 'none'; sandbox; frame-ancestors 'none'"
    );
    assert_eq!(given.header("x-content-type-options"), "nosniff");
    assert_eq!((given.header("content-length"), given.header("accept-ranges")), ("3", "bytes"));
    get(&app.visitor(), &open).await.expect(200);
    assert_eq!(app.count("select count(*) from delivery").await, 1, "one address is noted once");
    let story = ada.only_payment().await["timeline"].clone();
    assert_eq!(story[0]["kind"], "purchase.downloaded", "{story:#}");
    assert_eq!(story[0]["data"]["file"], "Curs „unu” ș.pdf");
    // A merchant's own look is no delivery.
    let page = app.browser("ada").await;
    let own =
        page.page(&format!("/dashboard/links/{}/files/{second_key}", text(&link["id"]))).await.expect(303);
    assert_eq!(get(&app.visitor(), &path(&app, own.header("location"))).await.expect(200).text, "two");
    assert_eq!(app.count("select count(*) from delivery").await, 1);
    app.browser("eve").await.page(&format!("/dashboard/links/x/files/{second_key}")).await.expect(303);
}

async fn a_refund_takes_the_files_back(app: App) {
    let ada = app.selling_merchant("ada").await;
    let (url, key) = file(&app, &ada, "one.pdf", "one").await;
    course(&ada, &[&url]).await;
    let started = app.buyer().pay("course").await;
    app.settle().await;
    let open = address(&app, &started, &key).await;
    app.refund(&started, 900).await;
    app.settle().await;
    get(&app.visitor(), &open).await.expect(200);
    app.refund(&started, 14_000).await;
    app.settle().await;
    let told = get(&app.visitor(), &open).await.expect(403);
    assert!(told.text.contains("This purchase was refunded"), "{}", told.text);
    click(&app, &started, &key).await.expect(403);
    let session = text(&started["checkoutSessionId"]);
    let page = get(&app.visitor(), &format!("/p/course/receipt/{session}")).await.expect(200).text;
    assert!(!page.contains("one.pdf"), "{page}");
    assert_eq!(app.count("select count(*) from purchase where status = 'REFUNDED'").await, 1);
}

async fn an_address_opens_for_its_own_file_and_time(app: App) {
    let ada = app.selling_merchant("ada").await;
    let (one, one_key) = file(&app, &ada, "one.pdf", "one").await;
    let (two, two_key) = file(&app, &ada, "two.pdf", "two").await;
    course(&ada, &[&one]).await;
    let body = json!({ "title": "Other", "slug": "other", "priceType": "FIXED", "amount": 1000,
        "serviceType": "DIGITAL_PRODUCT", "fileUrl": two });
    ada.post(201, LINKS, body).await;
    let first = app.buyer().pay("course").await;
    let second = app.buyer().pay("other").await;
    app.settle().await;
    let open = address(&app, &first, &one_key).await;
    click(&app, &first, &two_key).await.expect(404);
    let elsewhere = format!("/p/other/receipt/{}/files/{one_key}", text(&first["checkoutSessionId"]));
    get(&app.visitor(), &elsewhere).await.expect(404);
    let other = format!("/p/other/receipt/{}/files/{two_key}", text(&second["checkoutSessionId"]));
    let other = path(&app, get(&app.visitor(), &other).await.expect(303).header("location"));
    let part = |address: &str, name: &str| {
        let from = address.find(&format!("{name}=")).unwrap() + name.len() + 1;
        address[from..].split('&').next().unwrap().to_owned()
    };
    for forged in [
        open.replace(&one_key, &two_key),
        open.replace(&part(&open, "for"), &part(&other, "for")),
        open.replace(&part(&open, "expires"), "99999999999"),
        open.replace(&part(&open, "signature"), &part(&other, "signature")),
        open.replace("for=purchase.", &format!("for=merchant.{}&x=", ada.id)),
        open.replace(&part(&open, "for"), "nobody"),
    ] {
        assert_ne!(forged, open);
        get(&app.visitor(), &forged).await.expect(403);
    }
    // It opens for an address that belongs to the buyer of this moment.
    app.run("update purchase set email = 'other@example.com' where slug = 'course'").await;
    get(&app.visitor(), &open).await.expect(403);
    app.run("update purchase set email = 'buyer@example.com' where slug = 'course'").await;
    get(&app.visitor(), &open).await.expect(200);
    app.wait(Duration::from_mins(5));
    let told = get(&app.visitor(), &open).await.expect(403);
    assert!(told.text.contains("This download link has expired"), "{}", told.text);
    assert!(told.header("content-type").starts_with("text/html"), "a page of ours, not the file");
}

async fn parts_of_a_file_can_be_asked_for(app: App) {
    let ada = app.selling_merchant("ada").await;
    let bytes: String = (0..100_000).map(|n| char::from(b'a' + u8::try_from(n % 26).unwrap())).collect();
    let (url, key) = file(&app, &ada, "one.pdf", bytes.clone()).await;
    course(&ada, &[&url]).await;
    let started = app.buyer().pay("course").await;
    app.settle().await;
    let open = address(&app, &started, &key).await;
    let buyer = app.visitor();
    let etag = get(&buyer, &open).await.expect(200).header("etag").to_owned();
    let part = |range: &'static str, known: String| {
        let request = buyer.request(Method::GET, &open).header("range", range).header("if-range", known);
        buyer.send(request)
    };
    let middle = part("bytes=10-19", etag.clone()).await.expect(206);
    assert_eq!(
        (middle.text.as_str(), middle.header("content-range")),
        (&bytes[10..20], "bytes 10-19/100000")
    );
    let rest = part("bytes=99990-", etag.clone()).await.expect(206);
    assert_eq!((rest.text.as_str(), rest.header("content-length")), (&bytes[99_990..], "10"));
    assert_eq!(part("bytes=-5", etag.clone()).await.expect(206).text, bytes[99_995..]);
    let beyond = part("bytes=100000-", etag.clone()).await.expect(416);
    assert_eq!(beyond.header("content-range"), "bytes */100000");
    assert_eq!(part("bytes=10-19", "\"other\"".into()).await.expect(200).text, bytes);
    let head = buyer.send(buyer.request(Method::HEAD, &open)).await.expect(200);
    assert_eq!((head.text.as_str(), head.header("content-length")), ("", "100000"));
    let zipped = buyer.request(Method::GET, &open).header("accept-encoding", "gzip");
    let zipped = buyer.send(zipped).await.expect(200);
    assert_eq!((zipped.header("content-encoding"), zipped.text == bytes), ("", true), "as it is");
}

async fn what_was_bought_stays(app: App) {
    let ada = app.selling_merchant("ada").await;
    let (one, one_key) = file(&app, &ada, "one.pdf", "one").await;
    let (two, two_key) = file(&app, &ada, "two.pdf", "two").await;
    let link = text(&course(&ada, &[&one]).await["id"]);
    let before = app.buyer().pay("course").await;
    app.settle().await;
    let path = format!("{LINKS}/{link}");
    let link = ada.post(200, &format!("{path}/files"), json!({ "fileUrls": [two, one] })).await;
    assert_eq!(link["files"].as_array().unwrap().len(), 2, "what is there is not added twice");
    let link = ada.delete(200, &format!("{path}/files/{one_key}")).await;
    assert_eq!((&link["files"][0]["key"], &link["revision"]), (&json!(two_key), &json!(3)));
    ada.delete(404, &format!("{path}/files/{one_key}")).await;
    let link = ada.patch(200, &path, json!({ "title": "New course" })).await;
    assert_eq!(link["files"][0]["key"], json!(two_key), "what is left out stays");
    let after = app.buyer().pay("course").await;
    app.settle().await;
    ada.patch(200, &path, json!({ "fileUrl": "" })).await;
    ada.delete(200, &path).await;
    app.sweep_files().await;
    let first = address(&app, &before, &one_key).await;
    assert_eq!(get(&app.visitor(), &first).await.expect(200).text, "one");
    click(&app, &before, &two_key).await.expect(404);
    let second = address(&app, &after, &two_key).await;
    assert_eq!(get(&app.visitor(), &second).await.expect(200).text, "two");
}

async fn what_is_not_sold_is_swept(app: App) {
    let ada = app.selling_merchant("ada").await;
    presign(&ada, "never.pdf", "application/pdf").await;
    let (orphan, _) = file(&app, &ada, "orphan.pdf", "orphan").await;
    let (sold, _) = file(&app, &ada, "sold.pdf", "sold").await;
    course(&ada, &[&sold]).await;
    let folder = app.core.config.data_dir.join("files/uploads");
    let kept = || std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(kept(), 2);
    app.sweep_files().await;
    assert_eq!((app.count("select count(*) from upload").await, kept()), (1, 1));
    let body = json!({ "title": "Late", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrl": orphan });
    assert_eq!(code(&ada.post(400, LINKS, body).await), "FILE_UNKNOWN fileUrl");
}

async fn what_a_browser_would_run_is_refused(app: App) {
    let ada = app.merchant("ada").await;
    for (filename, content_type, wrong) in [
        ("page.html", "application/pdf", "FILE_TYPE_REFUSED filename"),
        ("picture.svg", "image/png", "FILE_TYPE_REFUSED filename"),
        ("page.pdf", "text/html", "FILE_TYPE_REFUSED contentType"),
        ("../../etc/passwd", "text/plain", "BAD_FILE_NAME filename"),
        ("a\u{202e}fdp.exe", "text/plain", "BAD_FILE_NAME filename"),
        ("a.pdf", "pdf", "BAD_MEDIA_TYPE contentType"),
        ("", "application/pdf", "REQUIRED filename"),
    ] {
        let wish = json!({ "filename": filename, "contentType": content_type });
        assert_eq!(code(&ada.post(400, "/api/v1/uploads/presign", wish).await), wrong, "{filename}");
    }
    // A lie about the type is still only bytes.
    let signed = presign(&ada, "lie.xml.pdf", "application/vnd.mine+xml").await;
    put(&app, &text(&signed["uploadUrl"]), "application/vnd.mine+xml", "<script>alert(1)</script>")
        .await
        .expect(200);
    let link = json!({ "title": "Lie", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrl": signed["fileUrl"] });
    let link = text(&ada.post(201, LINKS, link).await["id"]);
    let page = app.browser("ada").await;
    let own = page.page(&format!("/dashboard/links/{link}/files/{}", text(&signed["key"]))).await.expect(303);
    let given = get(&app.visitor(), &path(&app, own.header("location"))).await.expect(200);
    assert_eq!(given.header("content-type"), "application/octet-stream");
    assert!(given.header("content-disposition").starts_with("attachment;"));
}

async fn files_belong_to_digital_products(app: App) {
    let ada = app.merchant("ada").await;
    let (url, _) = file(&app, &ada, "one.pdf", "one").await;
    let body = json!({ "title": "Advice", "priceType": "FIXED", "amount": 1000, "fileUrls": [url] });
    assert_eq!(code(&ada.post(400, LINKS, body).await), "NOT_FOR_SERVICE_TYPE fileUrls");
    let many: Vec<&String> = std::iter::repeat_n(&url, 51).collect();
    let body = json!({ "title": "", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrls": many });
    let refused = ada.post(400, LINKS, body).await;
    assert_eq!(code(&refused), "TOO_MANY_ITEMS fileUrls");
    assert_eq!(refused["error"]["fields"][1]["field"], "title", "all that is wrong at once: {refused}");
    let body = json!({ "title": "x", "priceType": "FIXED", "amount": 1000, "serviceType": "DIGITAL_PRODUCT",
        "fileUrls": [url, "https://elsewhere.example/files/a"] });
    assert_eq!(code(&ada.post(400, LINKS, body).await), "FILE_UNKNOWN fileUrls.1");
}

async fn a_form_adds_and_removes_files(app: App) {
    app.selling_merchant("ada").await;
    let ada = app.browser("ada").await;
    let form = [
        ("title", "Course"),
        ("price_type", "FIXED"),
        ("amount", "149"),
        ("currency", "RON"),
        ("service_type", "DIGITAL_PRODUCT"),
    ];
    let made = ada.form("/dashboard/links/new", &form).await.expect(303);
    let files = made.header("location").to_owned();
    assert!(files.ends_with("/files"), "{files}");
    let send = |parts: Vec<(&'static str, &'static str)>| {
        let part = |(name, bytes): (&str, &str)| {
            format!(
                "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 content-type: application/pdf\r\n\r\n{bytes}\r\n"
            )
        };
        let body = parts.into_iter().map(part).collect::<String>() + "--b--\r\n";
        let request = ada.request(Method::POST, &files).header("origin", app.core.config.public_url.clone());
        ada.send(request.header("content-type", "multipart/form-data; boundary=b").body(body))
    };
    assert!(send(vec![("", "")]).await.expect(422).text.contains("Choose a file"));
    assert!(send(vec![("a.html", "x")]).await.expect(422).text.contains("pack them into a ZIP"));
    send(vec![("one.pdf", "one"), ("C:\\docs\\two.pdf", "two")]).await.expect(303);
    let page = ada.page(&files).await.expect(200).text;
    assert!(page.contains("one.pdf") && page.contains(">two.pdf<"), "{page}");
    let remove = page.split('"').find(|part| part.ends_with("/remove")).unwrap().to_owned();
    ada.form(&remove, &[]).await.expect(303);
    let page = ada.page(files.trim_end_matches("/files")).await.expect(200).text;
    assert!(page.contains("two.pdf") && !page.contains("one.pdf"), "{page}");
}
