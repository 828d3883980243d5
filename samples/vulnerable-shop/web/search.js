const products = { 1: { name: 'Lamp' }, 2: { name: 'Chair' } };

exports.findProducts = (name) => {
  const wanted = new RegExp(name);
  return Object.keys(products).filter((id) => wanted.test(products[id].name));
};

exports.isEmail = (text) => /^([a-zA-Z0-9]+)+@shop$/.test(text);
