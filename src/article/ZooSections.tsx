import { panels } from '../panels/panels';

const { howManyImages: HowManyImagesPanel, twoNetworks: TwoNetworksPanel, smallOrEarly: SmallOrEarlyPanel } = panels;

/** What many trained networks show together. */
export function ZooSections() {
  return (
    <>
      <section className="prose">
        <h2>When does a network stop copying?</h2>
        <p>
          With few images to learn from, a network can keep each of them; with many it has to find what they have in
          common. Somewhere in between its samples turn from copies into new images. Each point is a network of the same
          size, trained on the first <var>N</var> images, beside the Gaussian and the multi-delta of these images.
        </p>
      </section>
      <HowManyImagesPanel />
      <section className="prose">
        <h2>Do two networks draw the same image?</h2>
        <p>
          Give one network the first <var>N</var> images and another the next <var>N</var>, and let both start from the
          same noise. If they draw what they remember, they draw different images. If they draw what their images have
          in common, they draw the same one, although no training image was shown to both.
        </p>
      </section>
      <TwoNetworksPanel />
      <section className="prose">
        <h2>Can a network be too small, or too young, to remember?</h2>
        <p>
          Memory takes room and time. A narrow network, or one early in its training, may have learned what its images
          have in common before it has learned each of them. Follow one on its way between the Gaussian and the
          multi-delta.
        </p>
      </section>
      <SmallOrEarlyPanel />
    </>
  );
}
