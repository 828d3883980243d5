variable "name" {
  type = string
}

variable "public" {
  type = bool
}

variable "subnet_id" {
  type = string
}


resource "azurerm_public_ip" "this" {
  count = var.public ? 1 : 0

  name                = var.name
  location            = "westeurope"
  resource_group_name = "shop"
  allocation_method   = "Static"
}

resource "azurerm_network_interface" "this" {
  name                = var.name
  location            = "westeurope"
  resource_group_name = "shop"

  ip_configuration {
    name                          = "internal"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = one(azurerm_public_ip.this[*].id)
  }
}

resource "azurerm_linux_virtual_machine" "this" {
  name                  = var.name
  location              = "westeurope"
  resource_group_name   = "shop"
  size                  = "Standard_B1s"
  admin_username        = "operator"
  network_interface_ids = [azurerm_network_interface.this.id]

  identity {
    type = "SystemAssigned"
  }

  admin_ssh_key {
    username   = "operator"
    public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExam"
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }

  source_image_reference {
    publisher = "Canonical"
    offer     = "ubuntu-24_04-lts"
    sku       = "server"
    version   = "latest"
  }
}

output "principal_id" {
  value = azurerm_linux_virtual_machine.this.identity[0].principal_id
}
