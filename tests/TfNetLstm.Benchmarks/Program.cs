using TfNetLstm.Benchmarks;

switch (args)
{
    case ["gemm"] or ["gemm", _]:
        return GemmBenchmark.Run(Console.Out, args.ElementAtOrDefault(1) ?? "");
    case ["step"]:
        return StepBenchmark.Run(Console.Out);
    case ["remote"]:
        return RemoteBenchmark.Run(Console.Out);
    default:
        Console.Error.WriteLine("usage: TfNetLstm.Benchmarks gemm [part of a shape's name] | step | remote");
        return 2;
}
