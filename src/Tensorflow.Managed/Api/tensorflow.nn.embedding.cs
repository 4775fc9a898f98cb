using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Embeddings.</content>
public sealed partial class tensorflow
{
    public sealed partial class nn_internal
    {
        /// <summary>Rows of a table picked by their numbers (<c>GatherV2</c>, then <c>Identity</c>).</summary>
        /// <param name="params">A tensor or variable, [rows, ...].</param>
        /// <param name="ids">The rows' numbers, int32 or int64, of any shape.</param>
        /// <param name="name">The name scope.</param>
        /// <param name="max_norm">The length to which longer rows are scaled down; null leaves them.</param>
        public Tensor embedding_lookup(
            ITensorOrOperation @params,
            Tensor ids,
            string? name = null,
            double? max_norm = null
        ) => Embedding.Lookup([@params], ids, "mod", name, max_norm);

        /// <summary>Rows of a table in parts, picked by their numbers.</summary>
        /// <param name="params">Tensors or variables, [rows, ...], that make up the table.</param>
        /// <param name="ids">The rows' numbers, int32 or int64, of any shape.</param>
        /// <param name="partition_strategy">mod: rows are dealt out to the parts in turn; div: each part has a run of them.</param>
        /// <param name="name">The name scope.</param>
        /// <param name="max_norm">The length to which longer rows are scaled down; null leaves them.</param>
        /// <exception cref="ValueError">There is no part, or the strategy is none of these.</exception>
        public Tensor embedding_lookup(
            IReadOnlyList<ITensorOrOperation> @params,
            Tensor ids,
            string partition_strategy = "mod",
            string? name = null,
            double? max_norm = null
        ) => Embedding.Lookup([.. @params.Given()], ids, partition_strategy, name, max_norm);
    }
}
