/** The licence texts that travel with the images. */

export const fashionLicence = `The MIT License (MIT)

Copyright (c) 2017 Zalando SE, https://tech.zalando.com

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

export const digitsLicence = `MNIST handwritten digit database, by Yann LeCun (Courant Institute, NYU) and Corinna Cortes (Google Labs, New York), derived from NIST Special Databases 1 and 3.

Yann LeCun and Corinna Cortes hold the copyright of the MNIST dataset, which is made available under the terms of the Creative Commons Attribution-ShareAlike 3.0 licence: https://creativecommons.org/licenses/by-sa/3.0/ (legal code: https://creativecommons.org/licenses/by-sa/3.0/legalcode).

Changes: a subset was chosen and shuffled by a seed, and stored in other files; the pixel values are unchanged. This subset is made available under the same licence, without warranties of any kind.`;

export const facesLicence = `Drawings made with faces.js, Copyright 2017 Jeremy Scheff, https://github.com/zengm-games/facesjs.

Licensed under the Apache License, Version 2.0 (the "License"); you may not use these files except in compliance with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0 (a copy is in data/LICENSE-Apache-2.0.txt).

Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language governing permissions and limitations under the License.

Changes: the shapes of faces.js were put together at random, recoloured in gray, cropped to the head and rasterised to 28 x 28 pixels.`;
