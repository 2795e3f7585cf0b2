import { Segmented } from '../../ui/Segmented';
import { formatCount } from '../words';
import type { Axis, Family } from '../../state/families';

export interface FamilyBarProps {
  readonly families: readonly Family[];
  readonly family: Family;
  readonly onImages: (images: number) => void;
  readonly onAxis: (axis: Axis) => void;
}

const axisLabels: Record<Axis, string> = { time: 'training time', width: 'width' };

/** Which images, and what differs. */
export function FamilyBar({ families, family, onImages, onAxis }: FamilyBarProps) {
  const counts = [...new Set(families.map(({ images }) => images))];
  const axes = families.filter(({ images }) => images === family.images).map(({ axis }) => axis);
  return (
    <div className="chart-bar">
      <Segmented
        legend="Training images N"
        options={counts.map((images) => ({ id: String(images), label: formatCount(images) }))}
        value={String(family.images)}
        onChange={(id) => onImages(Number(id))}
      />
      <Segmented
        legend="What differs"
        options={axes.map((id) => ({ id, label: axisLabels[id] }))}
        value={family.axis}
        onChange={onAxis}
      />
    </div>
  );
}
