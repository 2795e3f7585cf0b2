import { useState } from 'react';
import { linearManifestPath } from '../../denoisers/linearCatalog';
import { vectorsPath } from '../../state/vectors';
import { nearestLevel } from '../../state/noiseLevel';
import { FigurePlace } from '../FigurePlace';
import { PanelFigure } from '../PanelFigure';
import { publishedAll } from '../sources';
import { useInputs, useSession } from '../session';
import { useLoaded } from '../useLoaded';
import { useNoiseLevel } from '../useNoiseLevel';
import { vectorFinding, type VectorMeasures } from './compute';
import { VectorsFigure } from './VectorsFigure';
import { VectorsMethod } from './VectorsMethod';
import { vectorsTables } from './tables';

/** The directions in which a network's linear map and the Gaussian's act, compared one by one. */
export function SingularVectorsPanel() {
  const { results } = useSession();
  const loaded = useLoaded('vectors', async (): Promise<VectorMeasures> => {
    const [vectors, manifest] = await Promise.all([results.vectors(), results.linearManifest()]);
    return { vectors, manifest };
  });
  return (
    <div className="figure-place is-tall">
      {loaded.value ? (
        <Whole measures={loaded.value} />
      ) : (
        <FigurePlace title="Does it act in the same directions?" problem={loaded} />
      )}
    </div>
  );
}

function Whole({ measures }: { readonly measures: VectorMeasures }) {
  const { networks } = measures.vectors;
  const { images } = useInputs();
  const [asked, setAsked] = useState<number>();
  const count = nearestLevel(
    networks.map((network) => network.images),
    asked ?? images,
  );
  const network = networks.find((each) => each.images === count)!;
  const [sigma, choose] = useNoiseLevel(network.levels.map((level) => level.sigma));
  const level = network.levels.find((each) => each.sigma === sigma)!;
  return (
    <PanelFigure
      id="singularVectors"
      title={vectorFinding(network, level)}
      caption={
        <>
          Each cell is |<var>u</var>·<var>v</var>| of a singular vector of <var>W</var>
          <sub>L</sub> (row) and one of <var>W</var>
          <sub>G</sub> (column): nothing at 0, ink at 1. A diagonal means the same directions in the same order. Point
          at a cell to see its two vectors. Below <var>σ</var> of about 0.02 there is no diagonal even where the maps
          are close: all values of <var>W</var>
          <sub>G</sub> come near to 1, and where values are equal any turn of the vectors is as good. The difference of
          the maps, beside the map, does not mind. At large ranks the noise of <var>W</var>
          <sub>L</sub> takes over, and its vectors mean little: its standard error is in the figure above.
        </>
      }
      method={<VectorsMethod measures={measures} />}
      tables={() => vectorsTables(measures, { network, level })}
      sources={publishedAll([vectorsPath, measures.vectors], [linearManifestPath, measures.manifest])}
    >
      <VectorsFigure {...{ measures, network, level }} onImages={setAsked} onSigma={choose} />
    </PanelFigure>
  );
}
