using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>What a run takes in and gives out, in the form in which its caller has it.</summary>
internal interface IRunValues
{
    /// <summary>Puts the value that is fed for a tensor into its slot.</summary>
    void Feed(int index, Tensor tensor, Value slot, BufferPool buffers);

    /// <summary>Takes the value of a fetch; its memory is the run's, and gone afterwards.</summary>
    void Fetched(int index, Value value);
}
