using TfNetLstm.Benchmarks;

if (args is ["gemm", ..] and { Length: <= 2 })
    return GemmBenchmark.Run(Console.Out, args.ElementAtOrDefault(1) ?? "");
Console.Error.WriteLine("usage: TfNetLstm.Benchmarks gemm [part of a shape's name]");
return 2;
