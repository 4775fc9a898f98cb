namespace Tensorflow;
