// What a picture needs to be saved: a download, an SVG as a bitmap, a bitmap as a PDF of one page.
"use strict";
globalThis.pictureFiles = (() => {
  function offer(content, type, name) {
    const link = document.createElement("a"), url = URL.createObjectURL(new Blob(content, {type}));
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  // The drawing, an SVG document of `width` x `height` units, as a bitmap of so many pixels per unit.
  function bitmap(drawing, width, height, density) {
    return new Promise((resolve, reject) => {
      const image = new Image(), url = URL.createObjectURL(new Blob([drawing], {type: "image/svg+xml"}));
      image.addEventListener("error", reject);
      image.addEventListener("load", () => {
        const canvas = document.createElement("canvas");
        canvas.width = density * width;
        canvas.height = density * height;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(url);
        resolve(canvas);
      });
      image.src = url;
    });
  }
  const encoded = (canvas, type) => new Promise((resolve, reject) => canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), type, 0.92));

  // A PDF of one page of A4 with one picture: seven objects and the table that says where each begins.
  function paper(jpeg, width, height) {
    const [wide, tall] = width >= height ? [842, 595] : [595, 842], margin = 28, scale = Math.min((wide - 2 * margin) / width, (tall - 2 * margin) / height);
    const [w, h] = [width * scale, height * scale], place = `q ${w} 0 0 ${h} ${(wide - w) / 2} ${(tall - h) / 2} cm /I Do Q`;
    const bytes = text => new TextEncoder().encode(text), parts = [bytes("%PDF-1.4\n")], starts = [];
    let length = parts[0].length;
    const add = (...pieces) => { for (const piece of pieces) { const chunk = typeof piece === "string" ? bytes(piece) : piece; parts.push(chunk); length += chunk.length; } };
    const object = (...pieces) => { starts.push(length); add(`${starts.length} 0 obj\n`, ...pieces, "\nendobj\n"); };
    object("<</Type/Catalog/Pages 2 0 R>>");
    object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${tall}]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>`);
    object(`<</Length ${place.length}>>stream\n${place}\nendstream`);
    object(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`, jpeg, "\nendstream");
    const table = length, entry = start => `${String(start).padStart(10, "0")} 00000 n \n`;
    add(`xref\n0 ${starts.length + 1}\n0000000000 65535 f \n${starts.map(entry).join("")}trailer<</Size ${starts.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`);
    return parts;
  }
  async function png(drawing, width, height, name) {
    offer([await encoded(await bitmap(drawing, width, height, 2), "image/png")], "image/png", name);
  }
  async function pdf(drawing, width, height, name) {
    const canvas = await bitmap(drawing, width, height, 3), jpeg = await encoded(canvas, "image/jpeg");
    offer(paper(new Uint8Array(await jpeg.arrayBuffer()), canvas.width, canvas.height), "application/pdf", name);
  }
  // A menu closes with Escape and with a click beside it.
  function closing(menu) {
    menu.addEventListener("keydown", event => {
      if (event.key === "Escape" && menu.open) menu.open = false, menu.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", event => { if (!menu.contains(event.target)) menu.open = false; });
  }
  return {offer, png, pdf, closing};
})();
