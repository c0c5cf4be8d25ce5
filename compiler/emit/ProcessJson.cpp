#include "emit/ProcessJson.h"
