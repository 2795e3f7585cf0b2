import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** What stands here, for the message. */
  readonly label: string;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly message: string | undefined;
}

/** Keeps a fault of one figure from taking the others with it: says in words what happened and offers to draw it again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { message: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <div className="figure figure-problem" role="alert">
        <p>
          “{this.props.label}” could not be drawn: {message}
        </p>
        <button type="button" className="button" onClick={() => this.setState({ message: undefined })}>
          Draw it again
        </button>
      </div>
    );
  }
}
