/** The ridges c that figures offer and measurements are made at: none, and two to a decade from 1e-4 to 1. Squared pixel units. */
export const ridgeStops = [0, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1];
