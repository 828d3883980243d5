const { exec } = require('child_process');
const fs = require('fs');

exports.backUp = (directory, done) => {
  exec('tar czf /tmp/shop.tgz ' + directory, done);
};

exports.readInvoice = (name) => fs.readFileSync('/var/invoices/' + name);
