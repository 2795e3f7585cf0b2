import { patchSizes } from '../../denoisers/catalog';
import { imageWidth } from '../PixelImage';
import { useInputs, useSession } from '../session';
import { Segmented } from '../../ui/Segmented';

/** From here on every square holds the whole image. */
const whole = 2 * imageWidth - 1;

const options = patchSizes.map((side) => ({
  id: String(side),
  label: side >= whole ? 'whole image' : String(side),
  hint: side >= whole ? 'The multi-delta denoiser' : `${side} × ${side} pixels`,
}));

/** Switches the row of the local denoiser on, and sets the side of its square. */
export function LocalSwitch() {
  const { change } = useSession();
  const { local, patchSize } = useInputs();
  const isOn = local === 'on';
  return (
    <div className="local-switch">
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => change({ local: target.checked ? 'on' : 'off' })}
        />{' '}
        Add the local denoiser: it guesses each pixel from the square around it alone. It takes longest.
      </label>
      {isOn && (
        <Segmented
          legend="Side of the square, in pixels"
          options={options}
          value={String(patchSize)}
          onChange={(side) => change({ patchSize: Number(side) })}
        />
      )}
    </div>
  );
}
