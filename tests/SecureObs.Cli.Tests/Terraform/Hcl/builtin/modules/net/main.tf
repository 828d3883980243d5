variable "group" {
  type = string
}

variable "subnets" {
  type = map(object({ cidr = string }))
}

resource "terraform_data" "subnet" {
  for_each = var.subnets
  input    = "${var.group}/${each.value.cidr}"
}

resource "terraform_data" "rule" {
  for_each = terraform_data.subnet
  input    = each.value.id
}

module "log" {
  source = "../app"
  name   = "log"
  subnet = join(",", [for subnet in terraform_data.subnet : subnet.id])
}

output "ids" {
  value = { for name, subnet in terraform_data.subnet : name => subnet.id }
}
