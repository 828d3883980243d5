// Invented: no such account exists.
const paymentApiKey = 'v7kq2mVulnShopFakeKey9Zx4';
const gateway = 'http://payments.shop.invalid/charge';

exports.charge = (amount) => fetch(gateway, { method: 'POST', headers: { Authorization: `Bearer ${paymentApiKey}` }, body: amount });
