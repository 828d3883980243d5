variable "name" {
  type = string
}

variable "subnet" {
  type    = string
  default = null
}

resource "terraform_data" "app" {
  input = "${var.name}: ${var.subnet}"

  lifecycle {
    ignore_changes = [triggers_replace]
  }
}

output "id" {
  value = terraform_data.app.id
}
