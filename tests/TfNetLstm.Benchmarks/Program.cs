using TfNetLstm.Benchmarks;

if (args is ["gemm"])
    return GemmBenchmark.Run(Console.Out);
Console.Error.WriteLine("usage: TfNetLstm.Benchmarks gemm");
return 2;
