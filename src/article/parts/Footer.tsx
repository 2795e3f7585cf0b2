/** Sources and licences. */
export function Footer() {
  return (
    <footer className="footer">
      <div className="footer-columns">
        <section>
          <h2>After</h2>
          <p>
            X. Li, Y. Dai, Q. Qu,{' '}
            <cite>
              Understanding generalizability of diffusion models requires rethinking the hidden Gaussian structure
            </cite>
            , <a href="https://arxiv.org/abs/2410.24060">arXiv:2410.24060</a>
          </p>
          <p>
            C. Merger, S. Goldt, on how many images are enough,{' '}
            <a href="https://arxiv.org/abs/2505.24769">arXiv:2505.24769</a>
          </p>
          <p>
            T. Karras et al., <cite>Elucidating the design space of diffusion-based generative models</cite>,{' '}
            <a href="https://arxiv.org/abs/2206.00364">arXiv:2206.00364</a>
          </p>
        </section>
        <section>
          <h2>Images</h2>
          <p>Fashion: Fashion-MNIST, Zalando SE, MIT licence</p>
          <p>Digits: MNIST, Yann LeCun and Corinna Cortes, CC BY-SA 3.0</p>
          <p>Faces: drawings made with faces.js, Apache-2.0</p>
          <p>
            <a href="data/LICENSES.md">Full notices</a>
          </p>
        </section>
        <section>
          <h2>This page</h2>
          <p>Code and weights: Apache-2.0. Fonts: Inter and Source Serif 4, SIL Open Font License 1.1.</p>
          <p>
            It computes in your browser and asks no other host for anything. Your browser keeps the page for visits
            without a network, what you predicted, and what you make here.
          </p>
          <p>
            <a href="licences.txt">Licences of the packages it is made with</a>
          </p>
        </section>
      </div>
    </footer>
  );
}
