using TfNetLstm.Benchmarks;

switch (args)
{
    case ["gemm"] or ["gemm", _]:
        return GemmBenchmark.Run(Console.Out, args.ElementAtOrDefault(1) ?? "");
    case ["step"]:
        return StepBenchmark.Run(Console.Out);
    default:
        Console.Error.WriteLine("usage: TfNetLstm.Benchmarks gemm [part of a shape's name] | step");
        return 2;
}
