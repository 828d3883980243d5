const crypto = require('crypto');
const express = require('express');
const { backUp } = require('./backup');
const { findProducts } = require('./search');

const app = express();

app.get('/products', (request, response) => {
  response.json(findProducts(request.query.name));
});

app.get('/discount', (request, response) => {
  // The formula comes from the address bar.
  response.json({ price: eval(request.query.formula) });
});

app.get('/page/:name', (request, response) => {
  const page = require('./pages/' + request.params.name);
  response.send(page.render());
});

app.post('/backup', (request, response) => {
  backUp(request.body.directory, () => response.sendStatus(204));
});

app.post('/login', (request, response) => {
  const hash = crypto.createHash('md5').update(request.body.password).digest('hex');
  response.json({ token: hash });
});

app.listen(3000);
