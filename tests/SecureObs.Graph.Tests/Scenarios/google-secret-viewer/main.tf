provider "google" {
  project = "shop-example"
  region  = "europe-west1"
  zone    = "europe-west1-b"
}

resource "google_compute_network" "shop" {
  name                    = "shop"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "web" {
  name          = "web"
  network       = google_compute_network.shop.id
  ip_cidr_range = "10.0.1.0/24"
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = google_compute_network.shop.id
  direction     = "INGRESS"
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["ssh"]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}

resource "google_compute_instance" "web" {
  name         = "web"
  machine_type = "e2-small"
  tags         = ["ssh"]

  boot_disk {
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  network_interface {
    subnetwork = google_compute_subnetwork.web.id

    access_config {
    }
  }

  service_account {
    email  = google_service_account.web.email
    scopes = ["cloud-platform"]
  }
}

resource "google_service_account" "web" {
  account_id = "web-machines"
}

resource "google_secret_manager_secret" "db" {
  secret_id = "db"

  replication {
    auto {
    }
  }
}

resource "google_secret_manager_secret_iam_member" "web" {
  secret_id = google_secret_manager_secret.db.id
  role      = "roles/secretmanager.viewer"
  member    = "serviceAccount:${google_service_account.web.email}"
}
