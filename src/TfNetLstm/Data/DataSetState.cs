namespace TfNetLstm.Data;

/// <summary>Where a data set stands: the order of this epoch, null before the first one, and the next place in it.</summary>
internal sealed record DataSetState(int[]? Order, int Index);
