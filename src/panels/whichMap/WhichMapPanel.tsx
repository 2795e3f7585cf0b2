import { descentsPath } from '../../state/descents';
import { distillationsPath } from '../../state/distillations';
import { linearManifestPath, paperSigmas } from '../../denoisers/linearCatalog';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useNoiseLevel } from '../useNoiseLevel';
import { mapFinding, type WhichMapMeasures } from './compute';
import { WhichMapFigure } from './WhichMapFigure';
import { WhichMapMethod } from './WhichMapMethod';
import { whichMapTables } from './tables';

/** How far the best linear map of a denoiser is from the Gaussian's, by least squares and by gradient descent. */
export function WhichMapPanel() {
  const { results } = useSession();
  const loaded = useLoaded('whichMap', async (): Promise<WhichMapMeasures> => {
    const [manifest, distillations, descents] = await Promise.all([
      results.linearManifest(),
      results.distillations(),
      results.descents(),
    ]);
    return { manifest, distillations, descents };
  });
  return (
    <div className="figure-place is-tall">
      {loaded.value ? (
        <Whole measures={loaded.value} />
      ) : (
        <FigurePlace title="Which linear map is it?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ measures }: { readonly measures: WhichMapMeasures }) {
  const { asked } = useInputs();
  const [sigma] = useNoiseLevel(paperSigmas);
  return (
    <PanelFigure
      id="whichMap"
      title={mapFinding(measures, asked, sigma)}
      caption={
        <>
          <var>W</var>
          <sub>L</sub> is the matrix that comes nearest to what a denoiser answers, <var>W</var>
          <sub>G</sub> the Gaussian’s. Choose a noise level in the first chart. Then ask about the training images
          instead: even the multi-delta, which does nothing but remember, becomes the Gaussian. It must: the best linear
          map of the posterior mean of any law, on draws of that law, is that of the Gaussian with the same covariance.
          What <var>W</var>
          <sub>L</sub> ≈ <var>W</var>
          <sub>G</sub> tells of a network can be seen on held-out images alone. At small <var>σ</var>, 64 images span
          only 63 directions: their Gaussian deletes all others, the network keeps them.
        </>
      }
      method={<WhichMapMethod measures={measures} />}
      tables={() => whichMapTables(measures, asked)}
      sources={publishedAll(
        [linearManifestPath, measures.manifest],
        [distillationsPath, measures.distillations],
        [descentsPath, measures.descents],
      )}
    >
      <WhichMapFigure measures={measures} />
    </PanelFigure>
  );
}
