provider "google" {
  project = "shop-example"
  region  = "europe-west1"
  zone    = "europe-west1-b"
}

resource "google_storage_bucket" "site" {
  name                        = "shop-site-example"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "inherited"
}

resource "google_storage_bucket_iam_member" "everybody" {
  bucket = google_storage_bucket.site.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
